/** The campaigns of this branch by phase; what is chosen is shown beside the list. */
import { IconSpeakerphone } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  CutText,
  DetailPane,
  EmptyState,
  formatDayRange,
  formatNumber,
  ListPane,
  PageHeader,
  Split,
  TextField,
  TwoLines,
  ViewChips,
  type ListColumn,
} from '#renderer/ui/index.ts';
import { inPhase, phaseOf, PHASES, type Phase } from '#renderer/widgets/campaigns/phase.ts';
import { useToday } from '#renderer/widgets/hooks/clock.ts';
import { useList, type DocOf } from '#renderer/widgets/hooks/documents.ts';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import { CampaignFacts } from './CampaignFacts.tsx';
import styles from './campaigns.module.css';
import { kindWords, PhasePill } from './marks.tsx';
import { matches, recordingOf } from './phases.ts';

type CampaignDoc = DocOf<'campaigns'>;

export function CampaignList() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const today = useToday();
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState('');
  const { loading, value: all } = useList('campaigns', {});
  const columns = useColumns(today);
  const wanted = all.find(({ id }) => id === search.get('pilih'));
  const named = PHASES.find((phase) => phase === search.get('tampilan'));
  const phase: Phase = named ?? ((wanted && phaseOf(wanted, today)) || 'running');
  const rows = inPhase(all, phase, today).filter((row) => matches(row, kindWords(row.kind, t), text));
  const chosen = rows.findIndex(({ id }) => id === wanted?.id);
  const shown = rows[chosen];

  const total = PHASES.reduce((sum, name) => sum + inPhase(all, name, today).length, 0);

  const choose = (row: CampaignDoc) => {
    setSearch({ tampilan: phase, pilih: row.id }, { replace: true });
  };
  const open = (row: CampaignDoc) => {
    void navigate(`/kampanye/${row.id}`);
  };
  const move = (step: number): boolean => {
    const row = rows[Math.max(0, chosen + step)];
    if (!row) return false;
    choose(row);
    return true;
  };
  useScreenKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => {
      // In a narrow window the list that had the focus makes room for the detail.
      if (!shown || document.activeElement !== document.body) return false;
      open(shown);
      return true;
    },
  });

  return (
    <Split
      detailOpen={shown !== undefined}
      list={
        <>
          <PageHeader
            title={t('campaigns.title')}
            {...(loading ? {} : { count: formatNumber(total, language) })}
          />
          <div className={styles['tools']}>
            <ViewChips
              label={t('campaigns.views')}
              chosen={phase}
              onChoose={(next) => {
                setSearch({ tampilan: next }, { replace: true });
              }}
              views={PHASES.map((name) => ({
                name,
                label: t(`campaigns.view.${name}`),
                ...(loading ? {} : { count: formatNumber(inPhase(all, name, today).length, language) }),
              }))}
            />
            <div className={styles['filter']} data-filter>
              <TextField
                aria-label={t('campaigns.filter')}
                placeholder={t('campaigns.filterHint')}
                value={text}
                onChange={(event) => {
                  setText(event.currentTarget.value);
                }}
              />
            </div>
          </div>
          <ListPane<CampaignDoc>
            label={t('campaigns.list')}
            columns={columns}
            count={rows.length}
            rowAt={(index) => rows[index]}
            rowKey={({ id }) => id}
            chosen={chosen}
            onChoose={choose}
            onOpen={open}
            loading={loading}
            empty={
              <EmptyState
                icon={<IconSpeakerphone size={32} stroke={1.5} aria-hidden />}
                title={t(text.trim() ? 'campaigns.empty.search' : `campaigns.empty.${phase}`)}
                hint={t(text.trim() ? 'campaigns.empty.searchHint' : 'campaigns.empty.hint')}
              />
            }
          />
        </>
      }
      detail={
        shown && (
          <Summary
            key={shown.id}
            campaign={shown}
            today={today}
            onOpen={() => {
              open(shown);
            }}
            onClose={() => {
              setSearch({ tampilan: phase }, { replace: true });
            }}
          />
        )
      }
    />
  );
}

function useColumns(today: string): readonly ListColumn<CampaignDoc>[] {
  const t = useT();
  const language = useLanguage();
  return [
    {
      key: 'name',
      title: t('campaigns.name'),
      width: 'minmax(0, 1fr)',
      cell: (row) => <TwoLines first={row.name} second={kindWords(row.kind, t)} />,
    },
    {
      key: 'area',
      title: t('campaigns.area'),
      width: 'minmax(0, 200px)',
      cell: (row) => <CutText>{row.area ?? t('common.none')}</CutText>,
    },
    {
      key: 'dates',
      title: t('campaigns.dates'),
      width: '190px',
      cell: (row) => formatDayRange(row.start, row.end, language),
    },
    {
      key: 'status',
      title: t('common.status'),
      width: '116px',
      cell: (row) => <PhasePill campaign={row} today={today} />,
    },
  ];
}

interface SummaryProps {
  readonly campaign: CampaignDoc;
  readonly today: string;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

function Summary({ campaign, today, onOpen, onClose }: SummaryProps) {
  const t = useT();
  const { value: responses } = useList('responses', { where: { campaignId: campaign.id } });
  const recording = recordingOf(campaign, today);
  const open = recording === 'open' || recording === 'late';
  return (
    <DetailPane
      label={campaign.name}
      title={campaign.name}
      top={<PhasePill campaign={campaign} today={today} />}
      onClose={onClose}
    >
      <div>
        <Button variant={open ? 'primary' : 'default'} shortcut="Enter" onClick={onOpen}>
          {t(open ? 'campaigns.toPage' : 'campaigns.toPageClosed')}
        </Button>
      </div>
      <CampaignFacts campaign={campaign} today={today} responses={responses.length} />
    </DetailPane>
  );
}
