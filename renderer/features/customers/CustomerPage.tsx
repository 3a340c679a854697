/** Everything about one customer. */
import { IconArrowLeft, IconMessageReport, IconPencil, IconUserCheck } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useT } from '#renderer/i18n/index.ts';
import { openIntake } from '#renderer/state/intake.ts';
import { Button, IconButton, PageHeader, SkeletonList } from '#renderer/ui/index.ts';
import { AgreementsOf } from '#renderer/widgets/agreements/AgreementsOf.tsx';
import { useAgreementsOf } from '#renderer/widgets/agreements/use-renewals.ts';
import { CustomerAway } from '#renderer/widgets/away/CustomerAway.tsx';
import { forgetMove } from '#renderer/widgets/away/moved.ts';
import { useActor, useDesk } from '#renderer/widgets/desk-context.tsx';
import type { DocOf } from '#renderer/widgets/hooks/documents.ts';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import { useSurvivor, useWholeIds } from '#renderer/widgets/hooks/whole.ts';
import { TierPill, UnsentPill } from '#renderer/widgets/marks/marks.tsx';
import { PartialNote } from '#renderer/widgets/marks/PartialNote.tsx';
import { ComplaintsOf } from './ComplaintsOf.tsx';
import { ConsentDialog } from './ConsentDialog.tsx';
import styles from './customers.module.css';
import { EditDialog } from './EditDialog.tsx';
import { NoteField } from './NoteField.tsx';
import { Consents } from './page/Consents.tsx';
import { Contacts } from './page/Contacts.tsx';
import { Duplicates } from './page/Duplicates.tsx';
import { ResponsesOf, TasksOf } from './page/Hanging.tsx';
import { History } from './page/History.tsx';
import { JoinDialog } from './page/JoinDialog.tsx';
import { Joined } from './page/Joined.tsx';
import { LedHere } from './page/LedHere.tsx';
import { MoreMenu } from './page/MoreMenu.tsx';
import { MoveDialog } from './page/MoveDialog.tsx';
import { Needs } from './page/Needs.tsx';
import { Profile } from './page/Profile.tsx';
import { RemoveDialog } from './page/RemoveDialog.tsx';
import { Tie } from './page/Tie.tsx';
import { useRecent } from './pinned.ts';
import { keepsBook } from './rights.ts';

export function CustomerPage({ id }: { readonly id: string }) {
  const t = useT();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { value: customer, loading } = useSurvivor(id);
  const survivorId = customer?.id;
  // the address of a joined record leads to the one that stands for it
  useEffect(() => {
    if (survivorId && survivorId !== id)
      void navigate(`/pelanggan/${survivorId}?dari=${encodeURIComponent(id)}`, { replace: true });
  }, [survivorId, id, navigate]);
  const back = (
    <IconButton
      label={t('customers.backToList')}
      onClick={() => {
        void navigate(`/pelanggan?pilih=${id}`);
      }}
    >
      <IconArrowLeft size={18} aria-hidden />
    </IconButton>
  );
  if (customer) return <Known customer={customer} back={back} from={search.get('dari') ?? ''} />;
  return (
    <div className={styles['page']}>
      <PageHeader title={t('customers.title')} />
      {loading ? (
        <SkeletonList rows={5} />
      ) : (
        <CustomerAway
          id={id}
          action={<Button onClick={() => void navigate('/pelanggan')}>{t('customers.backToList')}</Button>}
        />
      )}
    </div>
  );
}

interface KnownProps {
  readonly customer: DocOf<'customers'>;
  readonly back: ReactNode;
  /** Id of the record whose address led here. */
  readonly from: string;
}

type Open = 'edit' | 'consent' | 'move' | 'remove';

function Known({ customer, back, from }: KnownProps) {
  const t = useT();
  const navigate = useNavigate();
  const ids = useWholeIds(customer.id);
  const { agreements } = useAgreementsOf(ids);
  const [dialog, setDialog] = useState<Open>();
  const [joining, setJoining] = useState<readonly string[]>();
  const actor = useActor();
  const desk = useDesk();
  useRecent(customer.id);
  useEffect(() => {
    void forgetMove(desk, customer.id, customer.updatedAt);
  }, [desk, customer.id, customer.updatedAt]);
  const close = () => {
    setDialog(undefined);
  };
  const compare = keepsBook(actor)
    ? (other?: string) => {
        setJoining(other ? [customer.id, other] : [customer.id]);
      }
    : undefined;
  const show = (next: Open) => () => {
    setDialog(next);
  };
  useScreenKeys({
    e: show('edit'),
    i: show('consent'),
    g: () => {
      if (!compare) return false;
      compare();
      return true;
    },
    n: () => {
      document.querySelector<HTMLTextAreaElement>('[data-note] textarea')?.focus();
    },
  });
  const section = (title: string, body: ReactNode) => (
    <section aria-label={title} className={styles['block']}>
      <h2>{title}</h2>
      {body}
    </section>
  );
  return (
    <div className={styles['page']}>
      <div className={styles['pageHead']}>
        {back}
        <PageHeader
          title={[customer.salutation, customer.name].filter(Boolean).join(' ')}
          count={customer.number}
          actions={
            <>
              <Button shortcut="I" icon={<IconUserCheck size={16} aria-hidden />} onClick={show('consent')}>
                {t('customers.consentAsk')}
              </Button>
              <Button shortcut="E" icon={<IconPencil size={16} aria-hidden />} onClick={show('edit')}>
                {t('customers.edit')}
              </Button>
              <MoreMenu customer={customer} onShow={setDialog} onJoin={compare} alone={ids.length === 1} />
              <Button
                variant="primary"
                icon={<IconMessageReport size={16} aria-hidden />}
                onClick={() => {
                  openIntake({ customerId: customer.id });
                }}
              >
                {t('customers.newComplaint')}
              </Button>
            </>
          }
        >
          <TierPill tier={customer.tier} />
          <UnsentPill unsent={customer.unsent} />
        </PageHeader>
      </div>
      <LedHere from={from} />
      <PartialNote docs={[customer, ...agreements]} where={{ customerId: ids }} />
      <div className={styles['columns']}>
        <div className={styles['middle']}>
          <Duplicates candidate={candidateOf(customer)} onCompare={compare} />
          <Tie customer={customer} ids={ids} />
          {section(
            t('customer.profile'),
            <>
              <Profile customer={customer} onCompare={compare} />
              <Contacts customer={customer} />
              <Joined customerId={customer.id} />
            </>,
          )}
        </div>
        <div className={styles['middle']}>
          {section(t('customers.complaints'), <ComplaintsOf customerIds={ids} />)}
          {section(t('customer.needs'), <Needs customer={customer} />)}
          <AgreementsOf customerId={customer.id} ids={ids} />
          {section(t('customer.tasks'), <TasksOf ids={ids} />)}
          {section(t('customers.consents'), <Consents customer={customer} />)}
          {section(t('customer.campaigns'), <ResponsesOf ids={ids} />)}
        </div>
        {section(
          t('customers.history'),
          <>
            <div data-note>
              <NoteField customerId={customer.id} />
            </div>
            <History ids={ids} />
          </>,
        )}
      </div>
      <EditDialog open={dialog === 'edit'} customer={customer} onClose={close} />
      <ConsentDialog open={dialog === 'consent'} customerId={customer.id} onClose={close} />
      <MoveDialog
        open={dialog === 'move'}
        customer={customer}
        onClose={close}
        onMoved={() => void navigate('/pelanggan')}
      />
      <RemoveDialog
        open={dialog === 'remove'}
        customer={customer}
        onClose={close}
        onRemoved={() => void navigate('/pelanggan')}
      />
      <JoinDialog
        ids={joining}
        onClose={() => {
          setJoining(undefined);
        }}
        onJoined={(survivorId) => {
          if (survivorId !== customer.id) void navigate(`/pelanggan/${survivorId}`);
        }}
      />
    </div>
  );
}

const candidateOf = (customer: DocOf<'customers'>) => ({
  id: customer.id,
  name: customer.name,
  phones: customer.phones.map(({ number }) => number),
  ...(customer.nik ? { nik: customer.nik } : {}),
  area: customer.address?.district ?? '',
});
