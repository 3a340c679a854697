import { IconAlertTriangle, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Banner,
  Button,
  ConfirmDialog,
  DateTimeText,
  PlainTable,
  Section,
  TextArea,
  toast,
  toastError,
} from '#renderer/ui/index.ts';
import type { QuarantineItem } from '#renderer/data/desk-types.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { collectionName } from '#renderer/widgets/sync/sentences.ts';
import { differences } from './document-name.ts';
import { fieldName } from './field-name.ts';
import styles from './sync.module.css';
import { useDocumentName } from './use-document-name.ts';

/** What head office refused: each with its reason in words and two ways on. Nothing when there is none. */
export function Refused() {
  const t = useT();
  const items = useLive(useDesk().sync.quarantine);
  if (items.length === 0) return null;
  return (
    <Section title={`${t('sync.refusedTitle')} (${items.length})`}>
      <p className="lk-muted">{t('sync.refusedHint')}</p>
      <ul className={styles['cards']}>
        {items.map((item) => (
          <li key={`${item.collection}/${item.id}`}>
            <RefusedCard item={item} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function RefusedCard({ item }: { readonly item: QuarantineItem }) {
  const t = useT();
  const language = useLanguage();
  const desk = useDesk();
  const [discarding, setDiscarding] = useState(false);
  const name = useDocumentName()(item.collection, item.mine);
  const fields = differences(item.mine, item.theirs);
  const retry = async () => {
    const answer = await desk.sync.retry(item);
    if (answer.ok) toast(t('sync.retried'));
    else toastError(answer.error);
  };
  return (
    <article className={styles['card']} aria-label={name}>
      <h3 className={styles['cardTitle']}>
        <span className="lk-muted">{collectionName(item.collection, t)}</span> {name}
      </h3>
      <Banner tone="danger" icon={<IconAlertTriangle size={18} aria-hidden />}>
        {errorText({ code: item.code, kind: 'person' }, language)}
      </Banner>
      <p className="lk-muted lk-small">
        {authorOf(item)} · <DateTimeText value={updatedAt(item)} /> ·{' '}
        {t('shell.errorCode', { code: item.field ? `${item.code} (${item.field})` : item.code })}
      </p>
      {fields.length > 0 && (
        <PlainTable
          label={name}
          rows={fields}
          rowKey={({ field }) => field}
          columns={[
            { key: 'field', title: t('sync.field'), cell: ({ field }) => fieldName(field, t) },
            { key: 'mine', title: t('sync.yours'), cell: ({ mine }) => mine },
            {
              key: 'theirs',
              title: t('sync.theirs'),
              cell: ({ theirs }) => (item.theirs ? theirs : t('sync.noTheirs')),
            },
          ]}
        />
      )}
      <div className={styles['actions']}>
        <Button icon={<IconRefresh size={16} aria-hidden />} onClick={() => void retry()}>
          {t('sync.tryAgain')}
        </Button>
        <Button
          icon={<IconTrash size={16} aria-hidden />}
          onClick={() => {
            setDiscarding(true);
          }}
        >
          {t('sync.discard')}
        </Button>
      </div>
      {discarding && (
        <Discard
          item={item}
          onClose={() => {
            setDiscarding(false);
          }}
        />
      )}
    </article>
  );
}

/** Asks for the reason: the text that is given up stays on record with it. */
function Discard({ item, onClose }: { readonly item: QuarantineItem; readonly onClose: () => void }) {
  const t = useT();
  const desk = useDesk();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const discard = async () => {
    if (reason.trim() === '') {
      setMissing(true);
      return;
    }
    setBusy(true);
    const answer = await desk.sync.discard(item, reason.trim());
    setBusy(false);
    if (answer.ok) toast(t('sync.discarded'));
    else toastError(answer.error);
    onClose();
  };
  return (
    <ConfirmDialog
      open
      danger
      busy={busy}
      title={t('sync.discardTitle')}
      text={t('sync.discardHint')}
      confirm={t('sync.discardDo')}
      onConfirm={() => void discard()}
      onClose={onClose}
    >
      <TextArea
        label={t('sync.discardReason')}
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        error={missing && reason.trim() === '' ? t('common.required') : undefined}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
    </ConfirmDialog>
  );
}

function authorOf({ mine }: QuarantineItem): string {
  const by = mine['updatedBy'];
  return typeof by === 'object' && by !== null && 'name' in by ? String(by.name) : '—';
}

const updatedAt = ({ mine }: QuarantineItem): string =>
  typeof mine['updatedAt'] === 'string' ? mine['updatedAt'] : '';
