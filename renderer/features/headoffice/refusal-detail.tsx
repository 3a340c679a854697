import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Refusal, Settled, SettleRequest } from '#shared/api/refusals.ts';
import { useT } from '#renderer/i18n/index.ts';
import {
  Banner,
  Button,
  DateTimeText,
  DetailPane,
  KeyValue,
  Section,
  toast,
  toastError,
} from '#renderer/ui/index.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import { ReasonDialog } from '#renderer/widgets/reason/ReasonDialog.tsx';
import { documentKind } from '#renderer/widgets/sync/sentences.ts';
import { fieldName } from '#renderer/widgets/values/field-name.ts';
import { useRefusalWords } from './refusal-words.ts';

interface RefusalDetailProps {
  readonly refusal: Refusal;
  readonly onSettled: () => void;
  readonly onClose: () => void;
}

/** One refused write: why, whose, what was in it, and the way to settle it without the desk. */
export function RefusalDetail({ refusal, onSettled, onClose }: RefusalDetailProps) {
  const t = useT();
  const words = useRefusalWords();
  const [settling, setSettling] = useState(false);
  const { collection, code, field } = refusal;
  const fields = words.fields(refusal);
  return (
    <DetailPane
      label={t('common.detail')}
      onClose={onClose}
      top={<span className="lk-muted">{documentKind(collection, t)}</span>}
      title={words.name(refusal)}
    >
      <Banner tone="danger" icon={<IconAlertTriangle size={18} aria-hidden />}>
        {words.reason(refusal)}
      </Banner>
      <KeyValue
        items={[
          [t('refusals.author'), refusal.author],
          [t('common.branch'), refusal.branchId],
          [t('refusals.desk'), refusal.deskCode],
          [t('refusals.at'), <DateTimeText key="at" value={refusal.at} />],
          [t('refusals.field'), field && fieldName(field, t)],
          [t('refusals.code'), code],
        ]}
      />
      {refusal.settled && (
        <Section title={t('refusals.view.discarded')}>
          <KeyValue
            items={[
              [t('refusals.settledReason'), refusal.settled.reason],
              [t('refusals.settledBy'), refusal.settled.by],
              [t('refusals.settledAt'), <DateTimeText key="settled" value={refusal.settled.at} />],
            ]}
          />
        </Section>
      )}
      <Section title={t('refusals.content')}>
        {fields ? <KeyValue items={fields} /> : <p className="lk-muted">{t('refusals.hiddenHint')}</p>}
      </Section>
      {!refusal.settled && (
        <>
          <p className="lk-muted">{t('refusals.next')}</p>
          <div>
            <Button
              icon={<IconCheck size={16} aria-hidden />}
              onClick={() => {
                setSettling(true);
              }}
            >
              {t('refusals.settle')}
            </Button>
          </div>
        </>
      )}
      {settling && (
        <SettleDialog
          refusal={refusal}
          onClose={() => {
            setSettling(false);
          }}
          onSettled={() => {
            setSettling(false);
            onClose();
            onSettled();
          }}
        />
      )}
    </DetailPane>
  );
}

function SettleDialog({ refusal, onClose, onSettled }: RefusalDetailProps) {
  const t = useT();
  const desk = useDesk();
  return (
    <ReasonDialog
      open
      long
      title={t('refusals.settleTitle')}
      text={t('refusals.settleText')}
      confirm={t('refusals.settleDo')}
      onReason={async (reason) => {
        const { collection, id, rev } = refusal;
        const body: SettleRequest = { collection, id, rev, reason };
        const answer = await desk.api<Settled>('POST', '/api/refusals/settle', body);
        if (!answer.ok) {
          toastError(answer.error);
          return false;
        }
        toast(t('refusals.settled'));
        onSettled();
        return true;
      }}
      onClose={onClose}
    />
  );
}
