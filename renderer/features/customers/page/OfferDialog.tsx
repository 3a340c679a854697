/** What is offered to a customer, for which need, and what it would bring. */
import { useState } from 'react';
import type { Customer, Need } from '#shared/domain/customer.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  DayField,
  Dialog,
  DialogActions,
  FieldRow,
  RupiahField,
  SelectField,
  Stack,
  TextArea,
} from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { formSavedBy } from '#renderer/widgets/hooks/form-keys.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';

interface OfferDialogProps {
  readonly customer: Customer;
  /** The need that it is for; `none` for none in particular, undefined while it is closed. */
  readonly need: Need | 'none' | undefined;
  readonly onClose: () => void;
}

const NONE = ':none';

export function OfferDialog({ customer, need, onClose }: OfferDialogProps) {
  const t = useT();
  return (
    <Dialog open={need !== undefined} title={t('customer.offerTitle')} onClose={onClose}>
      {need && <OfferForm customer={customer} needId={need === 'none' ? NONE : need.id} onClose={onClose} />}
    </Dialog>
  );
}

function OfferForm(props: {
  readonly customer: Customer;
  readonly needId: string;
  readonly onClose: () => void;
}) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const { customer, onClose } = props;
  const [needId, setNeedId] = useState(props.needId);
  const [text, setText] = useState('');
  const [money, setMoney] = useState<number>();
  const [until, setUntil] = useState('');
  const [error, setError] = useState<string>();
  const { busy, once } = useSaving();
  const open = customer.needs?.filter(({ status, id }) => status === 'open' || id === needId) ?? [];
  const save = async () => {
    if (!text.trim()) {
      setError(errorText({ code: 'text_missing', kind: 'person' }, language));
      return;
    }
    await once(async () => {
      const saved = await run('makeOffer', {
        customerId: customer.id,
        text: text.trim(),
        ...(needId === NONE ? {} : { needId }),
        ...(money === undefined ? {} : { monthlyAmount: money }),
        ...(until ? { until } : {}),
      });
      if (saved.ok) onClose();
    });
  };
  return (
    <form {...formSavedBy(save)}>
      <Stack>
        <TextArea
          label={t('customer.offerText')}
          value={text}
          maxLength={500}
          required
          autosize
          minRows={2}
          data-autofocus
          error={error}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setError(undefined);
          }}
        />
        <SelectField
          label={t('customer.offerFor')}
          value={needId}
          options={[
            { value: NONE, label: t('customer.offerForNone') },
            ...open.map((need) => ({ value: need.id, label: need.text })),
          ]}
          onChange={setNeedId}
        />
        <FieldRow>
          <RupiahField label={t('customer.offerMoney')} value={money} onChange={setMoney} />
          <DayField label={t('customer.offerUntil')} value={until} onChange={setUntil} />
        </FieldRow>
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" shortcut="Ctrl ↵" busy={busy}>
            {t('customer.offerSave')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
