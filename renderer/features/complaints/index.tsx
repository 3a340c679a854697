/** Complaints: saved views, the list, and the one that is chosen beside it. */
import { Select } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { DirectoryRow } from '#renderer/data/desk-types.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { openIntake } from '#renderer/state/intake.ts';
import {
  Button,
  CutText,
  EmptyState,
  formatNumber,
  ListPane,
  PageHeader,
  Split,
  TextField,
  TwoLines,
  ViewChips,
  type ListColumn,
} from '#renderer/ui/index.ts';
import { useActor } from '#renderer/widgets/desk-context.tsx';
import { ExportButton } from '#renderer/widgets/export/ExportButton.tsx';
import { useMinute } from '#renderer/widgets/hooks/clock.ts';
import { useViewCounts } from '#renderer/widgets/hooks/directory.ts';
import { useReference } from '#renderer/widgets/hooks/documents.ts';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import { DuePill, StatusMark, UnsentIcon } from '#renderer/widgets/marks/marks.tsx';
import { useDirectoryList } from '#renderer/widgets/use-directory-list.ts';
import { ComplaintDetail, NothingChosen } from './ComplaintDetail.tsx';
import styles from './complaints.module.css';
import {
  complaintViews,
  SORTS,
  sortOf,
  usualSort,
  VIEW_NAMES,
  type SortName,
  type ViewName,
} from '#renderer/widgets/complaints/views.ts';

export default function Complaints() {
  const t = useT();
  const language = useLanguage();
  const actor = useActor();
  const now = useMinute();
  const navigate = useNavigate();
  const { id = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState('');
  const [sort, setSort] = useState<SortName>();
  const views = useMemo(() => complaintViews(actor, now), [actor, now]);
  const names = VIEW_NAMES.filter((name) => views[name] !== undefined);
  const view: ViewName = names.find((name) => name === search.get('tampilan')) ?? 'open';
  const counts = useViewCounts('complaints', views);
  // Nobody is given work by name in most branches: the view is there once somebody is.
  const shown = names.filter((name) => name !== 'mine' || view === name || (counts.mine ?? 0) > 0);
  const by = sort ?? usualSort(view);
  const query = {
    collection: 'complaints' as const,
    view: { ...views[view], ...(text.trim() ? { text: text.trim() } : {}) },
    sort: sortOf(by),
  };
  const list = useDirectoryList(query);
  const columns = useColumns();
  const chosen = list.indexOf(id);

  const open = (row: DirectoryRow) => {
    void navigate({ pathname: `/pengaduan/${row.id}`, search: search.toString() }, { replace: id !== '' });
  };
  const move = (step: number): boolean => {
    const row = list.rowAt(Math.max(0, chosen + step));
    if (!row) return false;
    open(row);
    return true;
  };
  useScreenKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => false,
  });

  const listPane = (
    <>
      <PageHeader
        title={t('complaints.title')}
        count={formatNumber(list.total, language)}
        actions={
          <>
            <ExportButton query={query} view={{ code: view }} total={list.total} />
            <Button
              variant="primary"
              shortcut="F2"
              onClick={() => {
                openIntake();
              }}
            >
              {t('nav.newComplaint')}
            </Button>
          </>
        }
      />
      <div className={styles['tools']}>
        <ViewChips
          label={t('complaints.views')}
          chosen={view}
          onChoose={(name) => {
            setSearch(name === 'open' ? {} : { tampilan: name }, { replace: true });
            setSort(undefined);
          }}
          views={shown.map((name) => {
            const count = counts[name];
            return {
              name,
              label: t(`complaints.view.${name}`),
              ...(count === undefined ? {} : { count: formatNumber(count, language) }),
            };
          })}
        />
        <div className={styles['filter']}>
          <TextField
            data-filter
            aria-label={t('complaints.filter')}
            placeholder={t('complaints.filterHint')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && text) {
                event.preventDefault();
                setText('');
              }
            }}
          />
          <Select
            allowDeselect={false}
            aria-label={t('complaints.sort')}
            value={by}
            data={SORTS.map((value) => ({ value, label: t(`complaints.sortBy.${value}`) }))}
            onChange={(next) => {
              setSort(SORTS.find((one) => one === next));
            }}
          />
        </div>
      </div>
      <ListPane
        label={t('complaints.title')}
        columns={columns}
        count={list.total}
        rowAt={list.rowAt}
        rowKey={(row) => row.id}
        chosen={chosen}
        onChoose={open}
        onOpen={() => {
          document.querySelector<HTMLElement>('[data-follow-up] textarea')?.focus();
        }}
        onRange={list.onRange}
        loading={list.loading}
        empty={<Nothing view={view} searching={text.trim() !== ''} />}
      />
    </>
  );
  return (
    <Split
      list={listPane}
      detailOpen={id !== ''}
      detail={
        id ? (
          <ComplaintDetail
            key={id}
            id={id}
            onClose={() => {
              void navigate({ pathname: '/pengaduan', search: search.toString() });
            }}
          />
        ) : (
          <NothingChosen />
        )
      }
    />
  );
}

function useColumns(): readonly ListColumn<DirectoryRow>[] {
  const t = useT();
  const language = useLanguage();
  const reference = useReference();
  return useMemo(
    () => [
      {
        key: 'number',
        title: t('complaints.column.number'),
        width: '116px',
        cell: (row) => <CutText muted>{row.number}</CutText>,
      },
      {
        key: 'customer',
        title: t('complaints.column.customer'),
        width: 'minmax(0, 1fr)',
        cell: (row) => <TwoLines first={row.name} second={row.detail} />,
      },
      {
        key: 'category',
        title: t('complaints.column.category'),
        width: 'minmax(0, 128px)',
        cell: (row) => <CutText>{reference.category(row.category)?.name[language] ?? row.category}</CutText>,
      },
      {
        key: 'due',
        title: t('complaints.column.due'),
        width: '124px',
        cell: (row) => <DuePill dueAt={row.dueAt} status={row.status} />,
      },
      {
        key: 'status',
        title: t('complaints.column.status'),
        width: '116px',
        cell: (row) => <StatusMark status={row.status} />,
      },
      {
        key: 'sync',
        title: t('complaints.column.sync'),
        titleHidden: true,
        width: '20px',
        cell: (row) => <UnsentIcon unsent={row.unsent} />,
      },
    ],
    [t, language, reference],
  );
}

function Nothing({ view, searching }: { readonly view: ViewName; readonly searching: boolean }) {
  const t = useT();
  if (searching)
    return <EmptyState title={t('complaints.empty.search')} hint={t('complaints.empty.searchHint')} />;
  if (view === 'open')
    return <EmptyState title={t('complaints.empty.open')} hint={t('complaints.empty.openHint')} />;
  if (view === 'near' || view === 'late' || view === 'unsent')
    return <EmptyState title={t(`complaints.empty.${view}`)} />;
  return <EmptyState title={t('complaints.empty.other')} />;
}
