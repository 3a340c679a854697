/** The records that were joined into a customer, each with the way back. */
import { useState } from 'react';
import type { Customer } from '#shared/domain/customer.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Button, DateText, toast } from '#renderer/ui/index.ts';
import { useActor, useRun } from '#renderer/widgets/desk-context.tsx';
import { useJoined } from '#renderer/widgets/hooks/whole.ts';
import { ReasonDialog } from '#renderer/widgets/reason/ReasonDialog.tsx';
import { keepsBook } from '../rights.ts';
import styles from './page.module.css';

export function Joined({ customerId }: { readonly customerId: string }) {
  const t = useT();
  const actor = useActor();
  const records = useJoined(customerId);
  const [chosen, setChosen] = useState<Customer>();
  if (records.length === 0) return null;
  return (
    <section aria-label={t('customer.joinedHere')}>
      <h3>{t('customer.joinedHere')}</h3>
      <ul className={styles['list']}>
        {records.map((record) => (
          <li key={record.id} className={styles['item']}>
            <span className={styles['itemText']}>
              {record.name}
              <span className="lk-muted lk-small" style={{ display: 'block' }}>
                {record.number} · <DateText value={record.updatedAt} /> · {record.updatedBy.name}
              </span>
            </span>
            {keepsBook(actor) && (
              <Button
                title={t('customer.separateTitle', { name: record.name })}
                onClick={() => {
                  setChosen(record);
                }}
              >
                {t('customer.separate')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <SeparateDialog
        record={chosen}
        onClose={() => {
          setChosen(undefined);
        }}
      />
    </section>
  );
}

function SeparateDialog(props: { readonly record: Customer | undefined; readonly onClose: () => void }) {
  const t = useT();
  const run = useRun();
  const { record, onClose } = props;
  return (
    <ReasonDialog
      open={record !== undefined}
      title={t('customer.separateTitle', { name: record?.name ?? '' })}
      text={t('customer.separateText', { number: record?.number ?? '' })}
      confirm={t('customer.separate')}
      onReason={async (reason) => {
        if (!record?.mergedInto) return false;
        const args = { mergedId: record.id, survivorId: record.mergedInto, reason };
        const done = await run('separateCustomers', args);
        if (!done.ok) return false;
        onClose();
        toast(t('customer.separated', { name: record.name }));
        return true;
      }}
      onClose={onClose}
    />
  );
}
