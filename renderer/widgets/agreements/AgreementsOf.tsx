/** A customer's agreements as a section of a page, with everything that can be done with them. */
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '#renderer/i18n/index.ts';
import { Button } from '#renderer/ui/index.ts';
import { AgreementDialog } from './AgreementDialog.tsx';
import { AgreementList } from './AgreementList.tsx';
import styles from './agreements.module.css';
import { RenewalDialog } from './RenewalDialog.tsx';
import { useAgreementsOf } from './use-renewals.ts';

type Open = { readonly what: 'add' } | { readonly what: 'edit' | 'decide'; readonly id: string };

interface AgreementsOfProps {
  readonly customerId: string;
  /** Its own id and those of the records that were joined into it. */
  readonly ids?: readonly string[];
}

export function AgreementsOf({ customerId, ids }: AgreementsOfProps) {
  const t = useT();
  const { agreements, steps } = useAgreementsOf(ids ?? customerId);
  const [open, setOpen] = useState<Open>();
  const close = () => {
    setOpen(undefined);
  };
  const chosen = open && 'id' in open ? agreements.find(({ id }) => id === open.id) : undefined;
  const itsSteps = chosen ? (steps.get(chosen.id) ?? []) : [];
  const isEditing = open?.what === 'add' || (open?.what === 'edit' && chosen !== undefined);
  return (
    <section aria-label={t('agreements.title')} className={styles['section']}>
      <div className={styles['head']}>
        <h2>{t('agreements.title')}</h2>
        <Button
          icon={<IconPlus size={16} aria-hidden />}
          onClick={() => {
            setOpen({ what: 'add' });
          }}
        >
          {t('agreements.add')}
        </Button>
      </div>
      <AgreementList
        agreements={agreements}
        steps={steps}
        onEdit={({ id }) => {
          setOpen({ what: 'edit', id });
        }}
        onDecide={({ id }) => {
          setOpen({ what: 'decide', id });
        }}
      />
      <AgreementDialog
        open={isEditing}
        customerId={customerId}
        agreement={chosen}
        steps={itsSteps}
        onClose={close}
      />
      <RenewalDialog
        agreement={open?.what === 'decide' ? chosen : undefined}
        steps={itsSteps}
        onClose={close}
      />
    </section>
  );
}
