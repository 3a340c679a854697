import { useLive, useDesk } from '#renderer/widgets/desk-context.tsx';
import { useT } from '#renderer/i18n/index.ts';
import { Section } from '#renderer/ui/index.ts';
import { RefusedCard } from './refused-card.tsx';
import styles from './sync.module.css';

/** What head office refused: each with its reason in words and the ways on. Nothing when there is none. */
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
