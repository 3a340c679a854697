/** Pengaduan semua cabang: asked of head office page by page, since no desk holds all branches. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { BranchList, ComplaintPage } from '#shared/api/head-office.ts';
import { ok } from '#shared/errors/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  EmptyState,
  formatNumber,
  ListPane,
  PageHeader,
  SelectField,
  Split,
  toastError,
  TwoLines,
  ViewChips,
  type ListColumn,
} from '#renderer/ui/index.ts';
import { useAsk, useDesk } from '#renderer/widgets/desk-context.tsx';
import { DuePill, StatusMark } from '#renderer/widgets/marks/marks.tsx';
import { ComplaintDetail } from './complaint-detail.tsx';
import { complaintsPath, type ComplaintFilter } from './complaint-filter.ts';
import styles from './headoffice.module.css';
import { Answer } from './offline.tsx';
import { nameOf, useNames } from './reference.ts';

type Row = ComplaintPage['complaints'][number];

const VIEWS = ['open', 'overdue', 'closed', 'all'] as const;

export default function HeadOfficeComplaintsPage() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const { id } = useParams();
  const [filter, setFilter] = useState<ComplaintFilter>({ view: 'open', branchId: '', divisionId: '' });
  const list = useComplaints(filter);
  const rows = list.rows;
  const open = (next: string) => {
    void navigate(`/pusat/pengaduan/${next}`, { replace: id !== undefined });
  };
  return (
    <Split
      detailOpen={id !== undefined}
      list={
        <>
          <PageHeader
            title={t('nav.hqComplaints')}
            {...(rows.length > 0
              ? { count: t('headoffice.complaints.loaded', { count: formatNumber(rows.length, language) }) }
              : {})}
          />
          <Filters filter={filter} onChange={setFilter} />
          <Answer asked={list.asked}>
            {() => (
              <>
                <ComplaintTable rows={rows} id={id} onOpen={open} />
                {list.more && (
                  <div className={styles['more']}>
                    <Button busy={list.loadingMore} onClick={list.loadMore}>
                      {t('headoffice.complaints.more')}
                    </Button>
                  </div>
                )}
              </>
            )}
          </Answer>
        </>
      }
      detail={
        id !== undefined && (
          <ComplaintDetail
            key={id}
            id={id}
            onClose={() => {
              void navigate('/pusat/pengaduan');
            }}
          />
        )
      }
    />
  );
}

/** The pages read so far of one filter; another filter begins again. */
function useComplaints(filter: ComplaintFilter) {
  const desk = useDesk();
  const asked = useAsk(
    useCallback(() => desk.api<ComplaintPage>('GET', complaintsPath(filter, undefined)), [desk, filter]),
  );
  const [later, setLater] = useState<readonly ComplaintPage[]>([]);
  const [loadingMore, setLoadingMore] = useState(false);
  const first = asked.value;
  useEffect(() => {
    setLater([]);
  }, [first]);
  const last = later.at(-1) ?? first;
  const loadMore = useCallback(() => {
    if (!last?.cursor) return;
    setLoadingMore(true);
    void desk.api<ComplaintPage>('GET', complaintsPath(filter, last.cursor)).then((answer) => {
      setLoadingMore(false);
      if (answer.ok) setLater((before) => [...before, answer.value]);
      else toastError(answer.error);
    });
  }, [desk, filter, last]);
  const rows = useMemo(() => [first, ...later].flatMap((page) => page?.complaints ?? []), [first, later]);
  return { asked, rows, more: last?.cursor !== undefined, loadingMore, loadMore };
}

function Filters(props: {
  readonly filter: ComplaintFilter;
  readonly onChange: (filter: ComplaintFilter) => void;
}) {
  const t = useT();
  const desk = useDesk();
  const { filter, onChange } = props;
  const divisions = useNames('division');
  const branches = useAsk(
    useCallback(
      () =>
        desk
          .api<BranchList>('GET', '/api/headoffice/branches')
          .then((answer) => (answer.ok ? answer : ok({ branches: [] }))),
      [desk],
    ),
  );
  return (
    <div className={styles['filters']}>
      <ViewChips
        label={t('headoffice.complaints.views')}
        views={VIEWS.map((name) => ({ name, label: t(`headoffice.complaints.${name}`) }))}
        chosen={filter.view}
        onChoose={(view) => {
          onChange({ ...filter, view });
        }}
      />
      <span className={styles['filterFields']}>
        <SelectField
          label={t('headoffice.complaints.branch')}
          searchable
          value={filter.branchId}
          options={[
            { value: '', label: t('headoffice.complaints.branch_any') },
            ...(branches.value?.branches ?? []).map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(branchId) => {
            onChange({ ...filter, branchId });
          }}
        />
        <SelectField
          label={t('headoffice.complaints.division')}
          searchable
          value={filter.divisionId}
          options={[
            { value: '', label: t('headoffice.complaints.division_any') },
            ...divisions.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(divisionId) => {
            onChange({ ...filter, divisionId });
          }}
        />
      </span>
    </div>
  );
}

function ComplaintTable(props: {
  readonly rows: readonly Row[];
  readonly id: string | undefined;
  readonly onOpen: (id: string) => void;
}) {
  const t = useT();
  const categories = useNames('category');
  const columns: readonly ListColumn<Row>[] = [
    {
      key: 'number',
      title: t('headoffice.complaints.number'),
      width: '124px',
      cell: (row) => <span className="lk-muted">{row.number}</span>,
    },
    {
      key: 'customer',
      title: t('headoffice.complaints.customer'),
      width: 'minmax(0, 1fr)',
      cell: (row) => <TwoLines first={row.customerName} second={row.description} />,
    },
    {
      key: 'category',
      title: t('headoffice.complaints.category'),
      width: '150px',
      wideOnly: true,
      cell: (row) => <TwoLines first={nameOf(categories, row.category)} second={row.branchId} />,
    },
    {
      key: 'due',
      title: t('headoffice.complaints.due'),
      width: '116px',
      cell: (row) => <DuePill dueAt={row.dueAt} status={row.status} />,
    },
    {
      key: 'status',
      title: t('headoffice.complaints.status'),
      width: '124px',
      cell: (row) => <StatusMark status={row.status} />,
    },
  ];
  return (
    <ListPane
      label={t('nav.hqComplaints')}
      columns={columns}
      count={props.rows.length}
      rowAt={(index) => props.rows[index]}
      rowKey={(row) => row.id}
      chosen={props.rows.findIndex(({ id }) => id === props.id)}
      onChoose={(row) => {
        props.onOpen(row.id);
      }}
      empty={
        <EmptyState title={t('headoffice.complaints.none')} hint={t('headoffice.complaints.noneHint')} />
      }
    />
  );
}
