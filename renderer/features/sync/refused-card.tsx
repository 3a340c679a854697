/** One change that head office refused: why, what it would change, and the ways on. */
import {
  IconAlertTriangle,
  IconExternalLink,
  IconHash,
  IconPencil,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Banner, Button, DateTimeText, PlainTable, toast, toastError } from '#renderer/ui/index.ts';
import type { QuarantineItem } from '#renderer/data/desk-types.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import { documentKind } from '#renderer/widgets/sync/sentences.ts';
import { differences } from '#renderer/widgets/values/document-name.ts';
import { pageOf } from '#renderer/widgets/values/document-page.ts';
import { fieldName } from '#renderer/widgets/values/field-name.ts';
import { useDocumentName } from '#renderer/widgets/values/use-document-name.ts';
import { useValueWords } from '#renderer/widgets/values/use-value-words.ts';
import { valueText } from '#renderer/widgets/values/value-text.ts';
import { Discard } from './discard.tsx';
import { Mend } from './mend.tsx';
import { mendable, nextStep } from './next-step.ts';
import { Renumber } from './renumber.tsx';
import styles from './sync.module.css';

export function RefusedCard({ item }: { readonly item: QuarantineItem }) {
  const t = useT();
  const language = useLanguage();
  const desk = useDesk();
  const navigate = useNavigate();
  const words = useValueWords();
  const [open, setOpen] = useState<'mend' | 'discard' | 'renumber'>();
  const name = useDocumentName()(item.collection, item.mine);
  const fields = differences(item.mine, item.theirs);
  const page = pageOf(item.collection, item.mine);
  const field = mendable(item);
  const step = nextStep(item);
  const close = () => {
    setOpen(undefined);
  };
  const retry = async () => {
    const answer = await desk.sync.retry(item);
    if (answer.ok) toast(t('sync.retried'));
    else toastError(answer.error);
  };
  return (
    <article className={styles['card']} aria-label={name}>
      <h3 className={styles['cardTitle']}>
        <span className="lk-muted">{documentKind(item.collection, t)}</span> {name}
      </h3>
      <Banner tone="danger" icon={<IconAlertTriangle size={18} aria-hidden />}>
        {errorText({ code: item.code, kind: 'person' }, language)}
        {item.field && item.field !== 'document' && (
          <>
            {' '}
            {t('sync.refusedField')} <b>{fieldName(item.field, t)}</b>.
          </>
        )}
      </Banner>
      <p>{t(`sync.next.${step}`)}</p>
      <p className="lk-muted lk-small">
        {authorOf(item)} · <DateTimeText value={updatedAt(item)} /> ·{' '}
        {t('shell.errorCode', { code: item.field ? `${item.code} (${item.field})` : item.code })}
      </p>
      {fields.length > 0 && (
        <PlainTable
          label={name}
          rows={fields}
          rowKey={(row) => row.field}
          columns={[
            {
              key: 'field',
              title: t('sync.field'),
              cell: (row) => <span className={styles['part']}>{fieldName(row.field, t)}</span>,
            },
            {
              key: 'mine',
              title: t('sync.yours'),
              cell: (row) => (
                <Value>
                  {item.mine._deleted
                    ? t('values.deleted')
                    : valueText(item.collection, row.field, row.mine, words)}
                </Value>
              ),
            },
            {
              key: 'theirs',
              title: t('sync.theirs'),
              cell: (row) => (
                <Value>
                  {item.theirs
                    ? valueText(item.collection, row.field, row.theirs, words)
                    : t('sync.noTheirs')}
                </Value>
              ),
            },
          ]}
        />
      )}
      <div className={styles['actions']}>
        {field && (
          <Button
            variant={step === 'mend' ? 'primary' : 'default'}
            icon={<IconPencil size={16} aria-hidden />}
            onClick={() => {
              setOpen('mend');
            }}
          >
            {t('sync.mend')}
          </Button>
        )}
        {step === 'renumber' && (
          <Button
            variant="primary"
            icon={<IconHash size={16} aria-hidden />}
            onClick={() => {
              setOpen('renumber');
            }}
          >
            {t('sync.renumber')}
          </Button>
        )}
        {page && (
          <Button
            icon={<IconExternalLink size={16} aria-hidden />}
            onClick={() => {
              void navigate(page);
            }}
          >
            {t('sync.openDocument')}
          </Button>
        )}
        <Button icon={<IconRefresh size={16} aria-hidden />} onClick={() => void retry()}>
          {t('sync.tryAgain')}
        </Button>
        <Button
          icon={<IconTrash size={16} aria-hidden />}
          onClick={() => {
            setOpen('discard');
          }}
        >
          {t('sync.discard')}
        </Button>
      </div>
      {open === 'mend' && field && <Mend item={item} field={field} onClose={close} />}
      {open === 'renumber' && <Renumber item={item} onClose={close} />}
      {open === 'discard' && <Discard item={item} onClose={close} />}
    </article>
  );
}

function Value({ children }: { readonly children: string }) {
  return <span className={styles['value']}>{children}</span>;
}

function authorOf({ mine }: QuarantineItem): string {
  const by = mine['updatedBy'];
  return typeof by === 'object' && by !== null && 'name' in by ? String(by.name) : '—';
}

const updatedAt = ({ mine }: QuarantineItem): string =>
  typeof mine['updatedAt'] === 'string' ? mine['updatedAt'] : '';
