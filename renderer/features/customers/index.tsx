/** Customers: the list with the chosen one beside it, or everything about one of them (`/pelanggan/:id`). */
import { Select } from '@mantine/core';
import { IconSearch, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import type { DirectoryRow } from '#renderer/data/desk-types.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  DetailPane,
  EmptyState,
  formatNumber,
  ListPane,
  PageHeader,
  Split,
  TextField,
  ViewChips,
} from '#renderer/ui/index.ts';
import { useActor } from '#renderer/widgets/desk-context.tsx';
import { useViewCounts } from '#renderer/widgets/hooks/directory.ts';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import { useDirectoryList } from '#renderer/widgets/use-directory-list.ts';
import { useCustomerColumns } from './columns.tsx';
import { CustomerPage } from './CustomerPage.tsx';
import { CustomerPane } from './CustomerPane.tsx';
import styles from './customers.module.css';
import { NewCustomerDialog } from './NewCustomerDialog.tsx';
import { customerViews, SORTS, VIEW_NAMES, type SortName, type ViewName } from './views.ts';

export default function Customers() {
  const { id = '' } = useParams();
  return id ? <CustomerPage key={id} id={id} /> : <CustomerList />;
}

const ALWAYS: readonly ViewName[] = ['all', 'prospect', 'active'];

function CustomerList() {
  const t = useT();
  const language = useLanguage();
  const actor = useActor();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState('');
  const [sort, setSort] = useState<SortName>('name');
  const [adding, setAdding] = useState<string | undefined>(pathname.endsWith('/baru') ? '' : undefined);
  const views = useMemo(() => customerViews(actor), [actor]);
  const view: ViewName = VIEW_NAMES.find((name) => name === search.get('tampilan')) ?? 'all';
  const chosenId = search.get('pilih') ?? '';
  const counts = useViewCounts('customers', views);
  const searching = text.trim() !== '';
  const list = useDirectoryList({
    collection: 'customers',
    view: { ...views[view], ...(searching ? { text: text.trim() } : {}) },
    sort: searching ? { by: 'relevance' } : { by: sort, descending: sort === 'updatedAt' || sort === 'tier' },
  });
  // An empty view is no place to go to; what is always there are the whole book and its two halves.
  const shown = VIEW_NAMES.filter(
    (name) => ALWAYS.includes(name) || view === name || (counts[name] ?? 0) > 0,
  );
  const columns = useCustomerColumns();
  const chosen = list.indexOf(chosenId);

  const choose = (row: DirectoryRow) => {
    const next = new URLSearchParams(search);
    next.set('pilih', row.id);
    setSearch(next, { replace: true });
  };
  const openAll = (row: DirectoryRow) => {
    void navigate(`/pelanggan/${row.id}`);
  };
  const move = (step: number): boolean => {
    const row = list.rowAt(Math.max(0, chosen + step));
    if (row) choose(row);
    return row !== undefined;
  };
  useScreenKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
  });

  const listPane = (
    <>
      <PageHeader
        title={t('customers.title')}
        count={formatNumber(list.total, language)}
        actions={
          <Button
            variant="primary"
            icon={<IconUserPlus size={16} aria-hidden />}
            onClick={() => {
              setAdding('');
            }}
          >
            {t('customers.add')}
          </Button>
        }
      />
      <div className={styles['tools']}>
        <ViewChips
          label={t('customers.views')}
          chosen={view}
          onChoose={(name) => {
            setSearch(name === 'all' ? {} : { tampilan: name }, { replace: true });
          }}
          views={shown.map((name) => {
            const count = counts[name];
            return {
              name,
              label: t(`customers.view.${name}`),
              ...(count === undefined ? {} : { count: formatNumber(count, language) }),
            };
          })}
        />
        <div className={styles['filter']}>
          <TextField
            data-filter
            aria-label={t('customers.filter')}
            placeholder={t('customers.filterHint')}
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
            aria-label={t('customers.sort')}
            value={sort}
            data={SORTS.map((value) => ({ value, label: t(`customers.sortBy.${value}`) }))}
            onChange={(next) => {
              setSort(SORTS.find((one) => one === next) ?? 'name');
            }}
            disabled={searching}
          />
        </div>
      </div>
      <ListPane
        label={t('customers.title')}
        columns={columns}
        count={list.total}
        rowAt={list.rowAt}
        rowKey={(row) => row.id}
        chosen={chosen}
        onChoose={choose}
        onOpen={openAll}
        onRange={list.onRange}
        loading={list.loading}
        empty={<Nothing view={view} text={text.trim()} onAdd={setAdding} />}
      />
    </>
  );
  return (
    <>
      <Split
        list={listPane}
        detailOpen={chosenId !== ''}
        detail={
          chosenId ? (
            <CustomerPane
              key={chosenId}
              id={chosenId}
              onClose={() => {
                setSearch(view === 'all' ? {} : { tampilan: view }, { replace: true });
              }}
            />
          ) : (
            <DetailPane label={t('common.detail')}>
              <EmptyState
                icon={<IconUsers size={32} stroke={1.5} aria-hidden />}
                title={t('customers.choose')}
                hint={t('customers.chooseHint')}
              />
            </DetailPane>
          )
        }
      />
      <NewCustomerDialog
        name={adding}
        onClose={() => {
          setAdding(undefined);
          if (pathname.endsWith('/baru')) void navigate('/pelanggan', { replace: true });
        }}
      />
    </>
  );
}

function Nothing(props: {
  readonly view: ViewName;
  readonly text: string;
  readonly onAdd: (name: string) => void;
}) {
  const t = useT();
  const { view, text } = props;
  const add = (label: string) => (
    <Button
      variant="primary"
      icon={<IconUserPlus size={16} aria-hidden />}
      onClick={() => {
        props.onAdd(text);
      }}
    >
      {label}
    </Button>
  );
  if (text) {
    return (
      <EmptyState
        title={t('customers.emptySearch')}
        hint={t('customers.emptySearchHint')}
        action={add(t('customers.addNamed', { name: text }))}
      />
    );
  }
  if (view !== 'all') return <EmptyState title={t('customers.emptyView')} />;
  return (
    <EmptyState
      title={t('customers.empty')}
      hint={t('customers.emptyHint')}
      action={add(t('customers.add'))}
    />
  );
}
