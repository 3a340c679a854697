/** Ditolak: what head office refused, and what of it was given up and why. The supervisor sees the branch's, head office all. */
import { useCallback, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { REFUSAL_STATES, type Refusal, type RefusalList, type RefusalState } from '#shared/api/refusals.ts';
import { isHeadOffice } from '#shared/domain/actor.ts';
import { ok } from '#shared/errors/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  DateTimeText,
  EmptyState,
  formatNumber,
  ListPane,
  PageHeader,
  Split,
  TwoLines,
  ViewChips,
  type ListColumn,
} from '#renderer/ui/index.ts';
import { useActor, useAsk, useDesk } from '#renderer/widgets/desk-context.tsx';
import { documentKind } from '#renderer/widgets/sync/sentences.ts';
import styles from './headoffice.module.css';
import { Answer } from './offline.tsx';
import { RefusalDetail } from './refusal-detail.tsx';
import { useRefusalWords } from './refusal-words.ts';

const PATH = '/pusat/ditolak';

/** Names a refusal in the address: a document may have been refused at several desks. */
const keyOf = ({ collection, id, rev }: Refusal): string => `${collection}~${id}~${rev}`;

export default function RefusalsPage() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const { id: key } = useParams();
  const wide = isHeadOffice(useActor());
  const desk = useDesk();
  const [state, setState] = useState<RefusalState>('open');
  const answer = useAsk(
    useCallback(async () => {
      const asked = await desk.api<RefusalList>('GET', `/api/refusals?state=${state}`);
      return asked.ok ? ok({ ...asked.value, state }) : asked;
    }, [desk, state]),
  );
  // what was read of the other view does not stand under this one
  const asked = answer.value?.state === state ? answer : { ...answer, value: undefined };
  const rows = asked.value?.refusals ?? [];
  const chosen = rows.find((refusal) => keyOf(refusal) === key);
  return (
    <Split
      detailOpen={chosen !== undefined}
      list={
        <>
          <PageHeader
            title={t(wide ? 'refusals.titleAll' : 'refusals.title')}
            {...(asked.value && asked.value.total > 0
              ? { count: formatNumber(asked.value.total, language) }
              : {})}
          />
          <div className={styles['filters']}>
            <ViewChips
              label={t('refusals.views')}
              views={REFUSAL_STATES.map((name) => ({ name, label: t(`refusals.view.${name}`) }))}
              chosen={state}
              onChoose={(next) => {
                setState(next);
                if (key !== undefined) void navigate(PATH);
              }}
            />
          </div>
          <Answer asked={asked}>
            {() => (
              <RefusalTable
                state={state}
                rows={rows}
                wide={wide}
                chosen={key}
                onChoose={(next) => {
                  void navigate(`${PATH}/${encodeURIComponent(next)}`, { replace: key !== undefined });
                }}
              />
            )}
          </Answer>
        </>
      }
      detail={
        chosen && (
          <RefusalDetail
            key={key}
            refusal={chosen}
            onSettled={asked.again}
            onClose={() => {
              void navigate(PATH);
            }}
          />
        )
      }
    />
  );
}

function RefusalTable(props: {
  readonly state: RefusalState;
  readonly rows: readonly Refusal[];
  readonly wide: boolean;
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
}) {
  const t = useT();
  const words = useRefusalWords();
  const columns: readonly ListColumn<Refusal>[] = [
    {
      key: 'kind',
      title: t('refusals.what'),
      width: '120px',
      wideOnly: true,
      cell: (row) => <span className="lk-muted">{documentKind(row.collection, t)}</span>,
    },
    {
      key: 'name',
      title: t('refusals.document'),
      width: 'minmax(0, 1fr)',
      cell: (row) => <TwoLines first={words.name(row)} second={row.settled?.reason ?? words.reason(row)} />,
    },
    {
      key: 'author',
      title: t('refusals.author'),
      width: '156px',
      cell: (row) => (
        <TwoLines
          first={row.author}
          second={[props.wide ? row.branchId : '', row.deskCode ?? ''].filter(Boolean).join(' · ')}
        />
      ),
    },
    {
      key: 'at',
      title: t(props.state === 'open' ? 'refusals.at' : 'refusals.settledAt'),
      width: '172px',
      wideOnly: true,
      cell: (row) => <DateTimeText value={row.settled?.at ?? row.at} />,
    },
  ];
  return (
    <ListPane
      label={t('nav.hqRefusals')}
      columns={columns}
      count={props.rows.length}
      rowAt={(index) => props.rows[index]}
      rowKey={keyOf}
      chosen={props.rows.findIndex((row) => keyOf(row) === props.chosen)}
      onChoose={(row) => {
        props.onChoose(keyOf(row));
      }}
      empty={
        props.state === 'open' ? (
          <EmptyState title={t('refusals.none')} hint={t('refusals.noneHint')} />
        ) : (
          <EmptyState title={t('refusals.noneDiscarded')} hint={t('refusals.noneDiscardedHint')} />
        )
      }
    />
  );
}
