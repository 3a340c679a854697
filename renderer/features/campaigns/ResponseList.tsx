/** What came back in this branch: counted by result, then one by one, the newest first. */
import { IconMessageCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { RESPONSE_RESULTS } from '#shared/domain/campaign.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  CutText,
  DateTimeText,
  EmptyState,
  formatMoment,
  formatNumber,
  KeyValue,
  ListPane,
  maskPhone,
  TwoLines,
  useZone,
  ViewChips,
  type ListColumn,
} from '#renderer/ui/index.ts';
import { type DocOf } from '#renderer/widgets/hooks/documents.ts';
import { useSurvivor } from '#renderer/widgets/hooks/whole.ts';
import { UnsentIcon, UnsentPill } from '#renderer/widgets/marks/marks.tsx';
import styles from './campaigns.module.css';
import { OrderMark, ResultPill } from './marks.tsx';
import { newestFirst, tally, type Result } from './phases.ts';

type ResponseDoc = DocOf<'responses'>;

interface ResponseListProps {
  readonly responses: readonly ResponseDoc[];
  readonly loading: boolean;
  /** Responses can be recorded now. */
  readonly open: boolean;
  /** ISO UTC. */
  readonly now: string;
}

export function ResponseList({ responses, loading, open, now }: ResponseListProps) {
  const t = useT();
  const language = useLanguage();
  const columns = useColumns(now);
  const [view, setView] = useState<Result | 'all'>('all');
  const [chosenId, setChosenId] = useState('');
  const counts = tally(responses);
  const shown = newestFirst(view === 'all' ? responses : responses.filter(({ result }) => result === view));
  const chosen = shown.findIndex(({ id }) => id === chosenId);
  const detail = shown[chosen];
  return (
    <section className={styles['responses']} aria-label={t('campaigns.responses.title')}>
      <div className={styles['responsesHead']}>
        <h2>{t('campaigns.responses.title')}</h2>
        <ViewChips
          label={t('campaigns.responses.views')}
          chosen={view}
          onChoose={setView}
          views={[
            {
              name: 'all',
              label: t('campaigns.responses.all'),
              ...(loading ? {} : { count: formatNumber(responses.length, language) }),
            },
            ...RESPONSE_RESULTS.map((result) => ({
              name: result,
              label: t(`domain.response.${result}`),
              ...(loading ? {} : { count: formatNumber(counts[result], language) }),
            })),
          ]}
        />
      </div>
      <div className={styles['responsesList']}>
        <ListPane<ResponseDoc>
          label={t('campaigns.responses.list')}
          columns={columns}
          count={shown.length}
          rowAt={(index) => shown[index]}
          rowKey={({ id }) => id}
          chosen={chosen}
          onChoose={({ id }) => {
            setChosenId(id);
          }}
          loading={loading}
          empty={
            <EmptyState
              icon={<IconMessageCircle size={32} stroke={1.5} aria-hidden />}
              title={t(view === 'all' ? 'campaigns.responses.empty' : 'campaigns.responses.emptyResult')}
              {...(view === 'all'
                ? { hint: t(open ? 'campaigns.responses.emptyHint' : 'campaigns.responses.emptyClosed') }
                : {})}
            />
          }
        />
      </div>
      {detail && <ResponseDetail response={detail} />}
    </section>
  );
}

function useColumns(now: string): readonly ListColumn<ResponseDoc>[] {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  return [
    {
      key: 'name',
      title: t('campaigns.responses.name'),
      width: 'minmax(120px, 1fr)',
      cell: (row) => <TwoLines first={row.name} second={row.interest ?? row.note} />,
    },
    {
      key: 'phone',
      title: t('campaigns.responses.phone'),
      width: '124px',
      cell: (row) => <ResponsePhone response={row} />,
    },
    {
      key: 'result',
      title: t('campaigns.responses.result'),
      width: '140px',
      cell: (row) => <ResultPill result={row.result} />,
    },
    {
      key: 'order',
      title: t('campaigns.responses.order'),
      width: '78px',
      cell: (row) => <OrderMark repeatOrder={row.repeatOrder} />,
    },
    {
      key: 'when',
      title: t('campaigns.responses.when'),
      width: '64px',
      cell: (row) => <time dateTime={row.createdAt}>{formatMoment(row.createdAt, zone, language, now)}</time>,
    },
    {
      key: 'who',
      title: t('campaigns.responses.who'),
      width: 'minmax(64px, 110px)',
      cell: (row) => <CutText muted>{row.createdBy.name}</CutText>,
    },
    {
      key: 'sync',
      title: t('campaigns.responses.sync'),
      titleHidden: true,
      width: '20px',
      cell: (row) => <UnsentIcon unsent={row.unsent} />,
    },
  ];
}

/** Masked. For a customer of the book it is the one that stands there now. */
function ResponsePhone({ response }: { readonly response: ResponseDoc }) {
  const t = useT();
  const { value: customer } = useSurvivor(response.phone ? '' : response.customerId);
  const phone = response.phone ?? customer?.phones[0]?.number;
  if (!phone) return <span className="lk-muted">{t('common.none')}</span>;
  return <span style={{ whiteSpace: 'nowrap' }}>{maskPhone(phone)}</span>;
}

/** The whole of the chosen response, under the list. */
function ResponseDetail({ response }: { readonly response: ResponseDoc }) {
  const t = useT();
  return (
    <section className={styles['responseDetail']} aria-label={response.name}>
      <div className={styles['responseName']}>
        <h3>{response.name}</h3>
        <ResultPill result={response.result} />
        <OrderMark repeatOrder={response.repeatOrder} />
        <UnsentPill unsent={response.unsent} />
      </div>
      <KeyValue
        items={[
          [t('campaigns.responses.phone'), <ResponsePhone key="phone" response={response} />],
          [t('campaigns.responses.interest'), response.interest],
          [
            t('campaigns.responses.note'),
            response.note && (
              <span key="note" className={styles['note']}>
                {response.note}
              </span>
            ),
          ],
          [
            t('campaigns.responses.who'),
            <span key="who">
              {response.createdBy.name} · <DateTimeText value={response.createdAt} />
            </span>,
          ],
          [
            t('campaigns.responses.customer'),
            response.customerId ? (
              <Link key="customer" to={`/pelanggan/${response.customerId}`}>
                {t('campaigns.responses.openCustomer')}
              </Link>
            ) : (
              t('campaigns.responses.notInBook')
            ),
          ],
        ]}
      />
    </section>
  );
}
