/** What drafted rules would change today. */
import type { TierPreview } from '#shared/api/tiers.ts';
import type { Tier } from '#shared/domain/customer.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { formatNumber, PlainTable, Section } from '#renderer/ui/index.ts';
import { TierPill } from '#renderer/widgets/marks/marks.tsx';
import styles from './headoffice.module.css';

export function TierPreviewOf({ preview }: { readonly preview: TierPreview }) {
  const t = useT();
  const language = useLanguage();
  const count = (value: number): string => formatNumber(value, language);
  const moved = preview.moves.reduce((sum, move) => sum + move.count, 0);
  const move = (from: Tier | '', to: Tier | '') => (
    <span className={styles['move']}>
      <OneTier tier={from} />
      <span aria-hidden>→</span>
      <OneTier tier={to} />
    </span>
  );
  return (
    <Section title={t('tiers.office.previewTitle')}>
      <p role="status">
        {moved === 0
          ? t('tiers.office.previewNone')
          : t('tiers.office.previewCount', {
              moved: count(moved),
              customers: count(preview.customers),
              overridden: count(preview.overridden),
            })}
      </p>
      {moved > 0 && (
        <>
          <PlainTable<TierPreview['moves'][number]>
            label={t('tiers.office.move')}
            rows={preview.moves}
            rowKey={({ from, to }) => `${from}>${to}`}
            columns={[
              { key: 'move', title: t('tiers.office.move'), cell: ({ from, to }) => move(from, to) },
              { key: 'count', title: t('tiers.office.count'), cell: (row) => count(row.count) },
            ]}
          />
          <PlainTable<TierPreview['examples'][number]>
            label={t('tiers.office.examples')}
            rows={preview.examples}
            rowKey={({ number }) => number}
            columns={[
              { key: 'number', title: t('tiers.office.number'), cell: ({ number }) => number },
              { key: 'move', title: t('tiers.office.move'), cell: ({ from, to }) => move(from, to) },
              { key: 'why', title: t('tiers.office.why'), cell: ({ why }) => why[language] },
            ]}
          />
        </>
      )}
    </Section>
  );
}

function OneTier({ tier }: { readonly tier: Tier | '' }) {
  const t = useT();
  return tier ? <TierPill tier={tier} /> : <span className="lk-muted">{t('tiers.none')}</span>;
}
