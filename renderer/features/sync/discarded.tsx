import { useState } from 'react';
import { Link } from 'react-router';
import type { CollectionName } from '#shared/domain/collections.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Button, DateTimeText, Dialog, KeyValue, PlainTable, Section, Stack } from '#renderer/ui/index.ts';
import type { DiscardedItem } from '#renderer/data/desk-types.ts';
import { usePersonName } from '#renderer/widgets/agenda/use-person-name.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { useDoc } from '#renderer/widgets/hooks/documents.ts';
import { documentKind } from '#renderer/widgets/sync/sentences.ts';
import { pageOf } from '#renderer/widgets/values/document-page.ts';
import { useContentWords } from '#renderer/widgets/values/use-content-words.ts';
import { useDocumentName } from '#renderer/widgets/values/use-document-name.ts';
import styles from './sync.module.css';

/** What was given up on this PC: whose decision it was and why, and the text itself, which is nowhere else any more. */
export function Discarded() {
  const t = useT();
  const nameOf = useDocumentName();
  const personOf = usePersonName();
  const items = useLive(useDesk().sync.discarded);
  const [shown, setShown] = useState<DiscardedItem>();
  if (items.length === 0)
    return (
      <Section title={t('sync.discardedTitle')}>
        <p className="lk-muted">{t('sync.discardedEmpty')}</p>
      </Section>
    );
  return (
    <Section title={`${t('sync.discardedTitle')} (${items.length})`}>
      <p className="lk-muted">{t('sync.discardedHint')}</p>
      <PlainTable<DiscardedItem>
        label={t('sync.discardedTitle')}
        rows={items}
        rowKey={({ key }) => key}
        columns={[
          { key: 'what', title: t('sync.what'), cell: ({ collection }) => documentKind(collection, t) },
          {
            key: 'document',
            title: t('sync.document'),
            cell: ({ collection, content }) => (
              <span className={styles['value']}>{nameOf(collection, content)}</span>
            ),
          },
          {
            key: 'reason',
            title: t('sync.discardReason'),
            cell: ({ reason }) => <span className={styles['value']}>{reason}</span>,
          },
          { key: 'by', title: t('sync.by'), cell: ({ by }) => personOf(by) },
          { key: 'at', title: t('common.when'), cell: ({ at }) => <DateTimeText value={at} /> },
          {
            key: 'text',
            title: t('sync.discardedText'),
            cell: (item) => (
              <Button
                aria-label={t('sync.discardedShowOf', { name: nameOf(item.collection, item.content) })}
                onClick={() => {
                  setShown(item);
                }}
              >
                {t('sync.discardedShow')}
              </Button>
            ),
          },
        ]}
      />
      {shown && (
        <Given
          item={shown}
          onClose={() => {
            setShown(undefined);
          }}
        />
      )}
    </Section>
  );
}

/** The text that was given up, to be read or entered again. */
function Given({ item, onClose }: { readonly item: DiscardedItem; readonly onClose: () => void }) {
  const t = useT();
  const nameOf = useDocumentName();
  const wordsOf = useContentWords();
  // what head office never had is nowhere any more
  const { value } = useDoc(item.collection as CollectionName, item.id);
  const page = value && pageOf(item.collection, item.content);
  return (
    <Dialog open title={nameOf(item.collection, item.content)} onClose={onClose}>
      <Stack>
        <p className="lk-muted">{t('sync.discardedReason', { reason: item.reason })}</p>
        <KeyValue items={wordsOf(item.collection, item.content)} />
        {page && (
          <Link to={page} data-autofocus>
            {t('sync.openDocument')}
          </Link>
        )}
      </Stack>
    </Dialog>
  );
}
