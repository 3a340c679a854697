/** Kampanye pusat: the campaigns of head office, and what the branches sent back. Works online only. */
import { IconPencil, IconPlus, IconSpeakerphone } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { BranchList, CampaignList } from '#shared/api/head-office.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  DetailPane,
  EmptyState,
  formatDayRange,
  formatNumber,
  KeyValue,
  ListPane,
  MoneyText,
  PageHeader,
  Split,
  TwoLines,
  useZone,
  type ListColumn,
} from '#renderer/ui/index.ts';
import { useAsk, useDesk, type Asked } from '#renderer/widgets/desk-context.tsx';
import { CampaignDialog } from './campaign-dialog.tsx';
import { emptyCampaign, valuesOf, type CampaignValues } from './campaign-form.ts';
import { CampaignStatus } from './campaign-status.tsx';
import { Answer } from './offline.tsx';
import { Responses } from './responses.tsx';

type CampaignRow = CampaignList['campaigns'][number];
type Branches = BranchList['branches'];

export default function CampaignsPage() {
  const t = useT();
  const desk = useDesk();
  const zone = useZone();
  const navigate = useNavigate();
  const { id } = useParams();
  const [editing, setEditing] = useState<{ readonly id?: string; readonly values: CampaignValues } | null>(
    null,
  );
  const asked = useAsk(useCallback(() => desk.api<CampaignList>('GET', '/api/headoffice/campaigns'), [desk]));
  const branches = useAsk(useCallback(() => desk.api<BranchList>('GET', '/api/headoffice/branches'), [desk]));
  const known: Branches = branches.value?.branches ?? [];
  const open = (next: string) => {
    void navigate(`/pusat/kampanye/${next}`, { replace: id !== undefined });
  };
  const chosen = asked.value?.campaigns.find((campaign) => campaign.id === id);
  const create = () => {
    setEditing({ values: emptyCampaign(localDay(desk.now(), zone)) });
  };
  return (
    <>
      <Split
        detailOpen={chosen !== undefined}
        list={
          <>
            <PageHeader
              title={t('nav.hqCampaigns')}
              actions={
                <Button
                  variant="primary"
                  icon={<IconPlus size={16} aria-hidden />}
                  disabled={asked.value === undefined}
                  onClick={create}
                >
                  {t('headoffice.campaigns.create')}
                </Button>
              }
            />
            <Answer asked={asked}>
              {({ campaigns }) => (
                <CampaignTable campaigns={campaigns} id={id} onOpen={open} onCreate={create} />
              )}
            </Answer>
          </>
        }
        detail={
          chosen && (
            <CampaignDetail
              key={chosen.id}
              campaign={chosen}
              branches={known}
              onEdit={() => {
                setEditing({ id: chosen.id, values: valuesOf(chosen) });
              }}
              onClose={() => void navigate('/pusat/kampanye')}
            />
          )
        }
      />
      {editing && (
        <CampaignDialog
          {...(editing.id === undefined ? {} : { id: editing.id })}
          initial={editing.values}
          branches={known}
          onClose={() => {
            setEditing(null);
          }}
          onSaved={(saved) => {
            setEditing(null);
            again(asked);
            open(saved);
          }}
        />
      )}
    </>
  );
}

const again = (asked: Asked<unknown>): void => {
  asked.again();
};

/** @returns the calendar day of an instant in a zone, `2026-03-05`. */
const localDay = (instant: string, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(instant));

function CampaignTable(props: {
  readonly campaigns: readonly CampaignRow[];
  readonly id: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly onCreate: () => void;
}) {
  const t = useT();
  const language = useLanguage();
  const columns: readonly ListColumn<CampaignRow>[] = [
    {
      key: 'name',
      title: t('headoffice.campaigns.name'),
      width: 'minmax(0, 1fr)',
      cell: (row) => <TwoLines first={row.name} second={t(`domain.campaignKind.${row.kind}`)} />,
    },
    {
      key: 'dates',
      title: t('headoffice.campaigns.dates'),
      width: '172px',
      wideOnly: true,
      cell: (row) => formatDayRange(row.start, row.end, language),
    },
    {
      key: 'responses',
      title: t('headoffice.campaigns.responses'),
      width: '104px',
      cell: (row) =>
        row.target === undefined
          ? formatNumber(row.responses, language)
          : `${formatNumber(row.responses, language)} / ${formatNumber(row.target, language)}`,
    },
    {
      key: 'status',
      title: t('headoffice.campaigns.status'),
      width: '116px',
      cell: (row) => <CampaignStatus status={row.status} />,
    },
  ];
  return (
    <ListPane
      label={t('nav.hqCampaigns')}
      columns={columns}
      count={props.campaigns.length}
      rowAt={(index) => props.campaigns[index]}
      rowKey={(row) => row.id}
      chosen={props.campaigns.findIndex(({ id }) => id === props.id)}
      onChoose={(row) => {
        props.onOpen(row.id);
      }}
      empty={
        <EmptyState
          icon={<IconSpeakerphone size={32} stroke={1.5} aria-hidden />}
          title={t('headoffice.campaigns.none')}
          hint={t('headoffice.campaigns.noneHint')}
          action={<Button onClick={props.onCreate}>{t('headoffice.campaigns.create')}</Button>}
        />
      }
    />
  );
}

function CampaignDetail(props: {
  readonly campaign: CampaignRow;
  readonly branches: Branches;
  readonly onEdit: () => void;
  readonly onClose: () => void;
}) {
  const t = useT();
  const language = useLanguage();
  const { campaign } = props;
  const names = campaign.branchIds.map(
    (code) => props.branches.find((branch) => branch.code === code)?.name ?? code,
  );
  return (
    <DetailPane
      label={t('common.detail')}
      title={campaign.name}
      top={<CampaignStatus status={campaign.status} />}
      onClose={props.onClose}
    >
      <KeyValue
        items={[
          [t('headoffice.campaigns.kind'), t(`domain.campaignKind.${campaign.kind}`)],
          [t('headoffice.campaigns.dates'), formatDayRange(campaign.start, campaign.end, language)],
          [
            t('headoffice.campaigns.branches'),
            names.length === 0 ? t('headoffice.campaigns.allBranches') : names.join(', '),
          ],
          [t('headoffice.campaigns.area'), campaign.area],
          [
            t('headoffice.campaigns.budget'),
            campaign.budget !== undefined && <MoneyText key="budget" value={campaign.budget} />,
          ],
          [t('headoffice.campaigns.offer'), campaign.offer],
        ]}
      />
      <div>
        <Button icon={<IconPencil size={16} aria-hidden />} onClick={props.onEdit}>
          {t('common.edit')}
        </Button>
      </div>
      <Responses id={campaign.id} target={campaign.target} branches={props.branches} />
    </DetailPane>
  );
}
