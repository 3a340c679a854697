/** The intake over whatever page is open. Mounted once by the shell; `openIntake` opens it. */
import { Drawer } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useT } from '#renderer/i18n/index.ts';
import { useIntakeWindow, type IntakeOpening } from '#renderer/state/intake.ts';
import { toast } from '#renderer/ui/index.ts';
import { FirstFocus } from '#renderer/ui/parts/first-focus.tsx';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import { useSurvivor } from '#renderer/widgets/hooks/whole.ts';
import { maskPhone } from '#shared/domain/phone.ts';
import { IntakeForm } from './IntakeForm.tsx';
import styles from './intake.module.css';
import { ParkedStrip } from './ParkedStrip.tsx';
import { Saved } from './Saved.tsx';
import { useIntakeDraft } from './use-intake-draft.ts';

export function IntakePanel() {
  const opening = useIntakeWindow((state) => state.opening);
  const turn = useIntakeWindow((state) => state.turn);
  return opening && <OpenIntake key={turn} opening={opening} />;
}

function OpenIntake({ opening }: { readonly opening: IntakeOpening }) {
  const t = useT();
  const desk = useDesk();
  const open = useIntakeWindow((state) => state.open);
  const close = useIntakeWindow((state) => state.close);
  const markSaved = useIntakeWindow((state) => state.markSaved);
  const draft = useIntakeDraft(opening);
  const [saved, setSaved] = useState('');
  usePrefill(opening.customerId ?? '', draft);

  const leave = async (then: () => void) => {
    if (!saved) await draft.park();
    then();
  };
  const discard = () => {
    const { state, draftId } = draft;
    const value = state as unknown as Readonly<Record<string, unknown>>;
    void draft.discard().then(() => {
      close();
      toast(t('intake.discarded'), () => {
        void desk.drafts.put({ id: draftId, form: 'intake', parked: true, value }).then(() => {
          open({ draftId });
        });
      });
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      void leave(close);
    }
  };
  const latest = useRef(onKeyDown);
  useEffect(() => {
    latest.current = onKeyDown;
  });
  useEffect(() => {
    // On the document, because the focus may have left the panel; what a field made of the key comes first.
    const listen = (event: KeyboardEvent) => {
      latest.current(event);
    };
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('keydown', listen);
    };
  }, []);
  return (
    <Drawer.Root
      opened
      onClose={() => void leave(close)}
      position="right"
      size={saved ? 860 : 720}
      closeOnEscape={false}
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      classNames={{ content: styles['panel'] ?? '' }}
    >
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content>
        <FirstFocus />
        <header className={styles['head']}>
          <Drawer.Title>{t(`intake.title.${draft.state.kind}`)}</Drawer.Title>
          <Drawer.CloseButton aria-label={saved ? t('common.close') : t('intake.park')} />
        </header>
        <ParkedStrip
          current={draft.draftId}
          onOpen={(draftId) =>
            void leave(() => {
              open({ draftId });
            })
          }
        />
        {saved ? (
          <Saved
            complaintId={saved}
            onNext={() => {
              open();
            }}
            onClose={close}
          />
        ) : (
          <IntakeForm
            draft={draft}
            onSaved={(id) => {
              setSaved(id);
              markSaved();
            }}
            onPark={() => void leave(close)}
            onDiscard={discard}
          />
        )}
      </Drawer.Content>
    </Drawer.Root>
  );
}

/** Takes the customer over from whose page the intake was opened. */
function usePrefill(customerId: string, draft: ReturnType<typeof useIntakeDraft>): void {
  const { value: customer } = useSurvivor(customerId);
  const done = useRef(false);
  const { update } = draft;
  useEffect(() => {
    if (!customer || done.current) return;
    done.current = true;
    update((state) => ({
      ...state,
      customer: {
        id: customer.id,
        name: customer.name,
        number: customer.number,
        phone: customer.phones[0] ? maskPhone(customer.phones[0].number) : '',
        tier: customer.tier ?? '',
        openComplaints: 0,
      },
    }));
  }, [customer, update]);
}
