/** Kelas pelanggan: the rules in force, how the book is spread over the tiers, and new rules with what they change. */
import { IconMedal, IconPencilPlus } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { TierOverview } from '#shared/api/tiers.ts';
import type { TierRules } from '#shared/domain/reference.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  EmptyState,
  formatDay,
  formatNumber,
  Page,
  PlainTable,
  Section,
} from '#renderer/ui/index.ts';
import { useActor, useAsk, useDesk } from '#renderer/widgets/desk-context.tsx';
import { useToday } from '#renderer/widgets/hooks/clock.ts';
import { TierPill } from '#renderer/widgets/marks/marks.tsx';
import styles from './headoffice.module.css';
import { Answer } from './offline.tsx';
import { nameOf, useNames } from './reference.ts';
import { TierDraftDialog } from './tier-draft.tsx';
import { conditionWords } from './tier-form.ts';

export default function TiersPage() {
  const t = useT();
  const desk = useDesk();
  const actor = useActor();
  const today = useToday();
  const [drafting, setDrafting] = useState<TierRules | 'empty' | null>(null);
  const asked = useAsk(useCallback(() => desk.api<TierOverview>('GET', '/api/headoffice/tiers'), [desk]));
  const mayPublish = actor.role === 'headoffice' || actor.role === 'admin';
  const draft = (rules: TierRules | undefined) => (
    <Button
      variant="primary"
      icon={<IconPencilPlus size={16} aria-hidden />}
      onClick={() => {
        setDrafting(rules ?? 'empty');
      }}
    >
      {t('tiers.office.edit')}
    </Button>
  );
  return (
    <Page title={t('tiers.office.title')}>
      <Answer asked={asked}>
        {({ rules, branches }) => (
          <>
            {rules.length === 0 ? (
              <EmptyState
                icon={<IconMedal size={32} stroke={1.5} aria-hidden />}
                title={t('tiers.office.empty')}
                hint={t('tiers.office.emptyHint')}
                action={mayPublish ? draft(undefined) : undefined}
              />
            ) : (
              shownOf(rules, today).map((one, index) => (
                <Rules
                  key={one.id}
                  rules={one}
                  today={today}
                  action={index === 0 && mayPublish ? draft(one) : null}
                />
              ))
            )}
            <Branches branches={branches} />
          </>
        )}
      </Answer>
      {drafting && (
        <TierDraftDialog
          from={drafting === 'empty' ? undefined : drafting}
          onClose={() => {
            setDrafting(null);
          }}
          onPublished={() => {
            setDrafting(null);
            asked.again();
          }}
        />
      )}
    </Page>
  );
}

/** @returns what counts today and what is still to come, newest first; what was followed by others is history. */
function shownOf(rules: readonly TierRules[], today: string): TierRules[] {
  const upcoming = rules.filter(({ from }) => from > today);
  const inForce = rules
    .filter(({ from }) => from <= today)
    .sort((a, b) => (a.from === b.from ? b.version - a.version : a.from < b.from ? 1 : -1))[0];
  return inForce ? [...upcoming, inForce] : upcoming;
}

function Rules(props: {
  readonly rules: TierRules;
  readonly today: string;
  readonly action: React.ReactNode;
}) {
  const t = useT();
  const language = useLanguage();
  const { rules, today } = props;
  const isComing = rules.from > today;
  return (
    <Section
      title={
        isComing
          ? t('tiers.office.upcoming', { day: formatDay(rules.from, language) })
          : t('tiers.office.inForce')
      }
    >
      <p className="lk-muted">
        {[
          t('tiers.office.version', { version: rules.version }),
          isComing ? '' : t('tiers.office.since', { day: formatDay(rules.from, language) }),
          t('tiers.office.window', { days: formatNumber(rules.windowDays, language) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <ol className={styles['rules']}>
        {rules.rules.map(({ id, tier, all }) => (
          <li key={id}>
            <TierPill tier={tier} />
            <span>{all.map((condition) => conditionWords(condition, t, language)).join(' · ')}</span>
          </li>
        ))}
      </ol>
      <div>{props.action}</div>
    </Section>
  );
}

function Branches({ branches }: Pick<TierOverview, 'branches'>) {
  const t = useT();
  const language = useLanguage();
  const count = (value: number): string => formatNumber(value, language);
  const names = useNames('branch');
  type Row = TierOverview['branches'][number];
  const tier = (key: 'gold' | 'silver' | 'bronze') => ({
    key,
    title: t(`common.tier.${key}`),
    cell: (row: Row) => count(row[key]),
  });
  if (branches.length === 0) return null;
  return (
    <Section title={t('tiers.office.branches')}>
      <PlainTable<Row>
        label={t('tiers.office.branches')}
        rows={branches}
        rowKey={(row) => row.branchId}
        columns={[
          { key: 'branch', title: t('tiers.office.branch'), cell: (row) => nameOf(names, row.branchId) },
          tier('gold'),
          tier('silver'),
          tier('bronze'),
          { key: 'none', title: t('tiers.none'), cell: (row) => count(row.none) },
          {
            key: 'total',
            title: t('tiers.office.total'),
            cell: (row) => count(row.gold + row.silver + row.bronze + row.none),
          },
        ]}
      />
    </Section>
  );
}
