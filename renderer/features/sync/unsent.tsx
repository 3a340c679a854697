import { IconCircleCheck, IconCloudUp } from '@tabler/icons-react';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  CutText,
  DateTimeText,
  EmptyState,
  formatNumber,
  PlainTable,
  Section,
  StatusPill,
} from '#renderer/ui/index.ts';
import type { UnsentItem } from '#renderer/data/desk-types.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { documentKind } from '#renderer/widgets/sync/sentences.ts';
import { useDocumentName } from '#renderer/widgets/values/use-document-name.ts';

/** More than this many are counted, not listed: a desk that was offline for a week has thousands. */
const SHOWN = 200;

/** Everything that is saved here and that head office does not have. */
export function Unsent() {
  const t = useT();
  const language = useLanguage();
  const items = useLive(useDesk().sync.unsent);
  const title =
    items.length > 0
      ? `${t('sync.unsentTitle')} (${formatNumber(items.length, language)})`
      : t('sync.unsentTitle');
  return (
    <Section title={title}>
      {items.length === 0 ? (
        <EmptyState
          icon={<IconCircleCheck size={32} stroke={1.5} aria-hidden />}
          title={t('sync.unsentNone')}
          hint={t('sync.unsentNoneHint')}
        />
      ) : (
        <PlainTable<UnsentItem>
          label={title}
          rows={items.slice(0, SHOWN)}
          rowKey={(item) => `${item.collection}/${item.id}`}
          columns={[
            { key: 'what', title: t('sync.what'), cell: (item) => documentKind(item.collection, t) },
            { key: 'document', title: t('sync.document'), cell: (item) => <Document item={item} /> },
            { key: 'since', title: t('sync.since'), cell: (item) => <DateTimeText value={item.updatedAt} /> },
            { key: 'by', title: t('sync.by'), cell: (item) => item.updatedBy },
            {
              key: 'state',
              title: t('common.status'),
              cell: (item) => (
                <StatusPill tone="warn" icon={<IconCloudUp size={14} aria-hidden />}>
                  {item.unsent === 1 ? t('sync.inFlight') : t('common.unsent')}
                </StatusPill>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}

function Document({ item }: { readonly item: UnsentItem }) {
  const t = useT();
  const name = useDocumentName()(item.collection, item.doc);
  return <CutText>{item.deleted ? `${name} (${t('sync.deletedMark')})` : name}</CutText>;
}
