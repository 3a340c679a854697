import { Link } from 'react-router';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Content } from '#shared/sync/document.ts';
import { useT } from '#renderer/i18n/index.ts';
import { DateTimeText, PlainTable, Section } from '#renderer/ui/index.ts';
import type { MergeNote } from '#renderer/data/desk-types.ts';
import { useConflicts, type OpenConflict } from '#renderer/widgets/conflicts/use-conflicts.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { useDoc } from '#renderer/widgets/hooks/documents.ts';
import { documentKind } from '#renderer/widgets/sync/sentences.ts';
import { pageOf } from '#renderer/widgets/values/document-page.ts';
import { fieldName } from '#renderer/widgets/values/field-name.ts';
import { useDocumentName } from '#renderer/widgets/values/use-document-name.ts';

/** What waits for a choice. Nothing when there is none. */
export function ConflictsSection() {
  const t = useT();
  const conflicts = useConflicts();
  if (conflicts.length === 0) return null;
  const title = `${t('conflicts.title')} (${conflicts.length})`;
  return (
    <Section title={title}>
      <PlainTable<OpenConflict>
        label={title}
        rows={conflicts}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'what',
            title: t('sync.what'),
            cell: ({ collection }) => documentKind(collection, t),
          },
          {
            key: 'document',
            title: t('sync.document'),
            cell: ({ collection, documentId, key }) => (
              <DocumentLink
                collection={collection}
                id={documentId}
                to={`/sinkronisasi/konflik/${encodeURIComponent(key)}`}
              />
            ),
          },
          {
            key: 'fields',
            title: t('sync.field'),
            cell: ({ fields }) => fields.map(({ field }) => fieldName(field, t)).join(', '),
          },
          { key: 'since', title: t('sync.since'), cell: ({ at }) => <DateTimeText value={at} /> },
        ]}
      />
    </Section>
  );
}

/** What was merged without asking anybody, in this window; the history of each document has both values. */
export function MergedSection() {
  const t = useT();
  const { merged } = useLive(useDesk().sync.state);
  if (merged.length === 0) return null;
  return (
    <Section title={t('sync.mergedTitle')}>
      <p className="lk-muted">{t('sync.mergedHint')}</p>
      <PlainTable<MergeNote>
        label={t('sync.mergedTitle')}
        rows={merged}
        rowKey={({ collection, id, at }) => `${collection}/${id}/${at}`}
        columns={[
          {
            key: 'document',
            title: t('sync.document'),
            cell: ({ collection, id }) => <DocumentLink collection={collection} id={id} />,
          },
          {
            key: 'fields',
            title: t('sync.notUsed'),
            cell: ({ fields }) => fields.map((field) => fieldName(field, t)).join(', '),
          },
          { key: 'by', title: t('sync.otherPerson'), cell: ({ by }) => by || t('common.none') },
          { key: 'at', title: t('common.when'), cell: ({ at }) => <DateTimeText value={at} /> },
        ]}
      />
    </Section>
  );
}

function DocumentLink(props: { readonly collection: string; readonly id: string; readonly to?: string }) {
  const { value } = useDoc(props.collection as CollectionName, props.id);
  const nameOf = useDocumentName();
  const doc = value as unknown as Content | undefined;
  const name = doc ? nameOf(props.collection, doc) : props.id;
  const to = props.to ?? (doc && pageOf(props.collection, doc));
  return to ? <Link to={to}>{name}</Link> : <span>{name}</span>;
}
