/** The list of customers with the chosen one beside it. */
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { DirectoryListQuery, DirectoryRow } from '#renderer/data/desk-types.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  DetailPane,
  EmptyState,
  formatNumber,
  ListPane,
  PageHeader,
  Split,
} from '#renderer/ui/index.ts';
import { ExportButton } from '#renderer/widgets/export/ExportButton.tsx';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import { useDirectoryList } from '#renderer/widgets/use-directory-list.ts';
import { BulkBar } from './BulkBar.tsx';
import { BulkDialog, type BulkAction } from './BulkDialog.tsx';
import { useCustomerColumns } from './columns.tsx';
import { CustomerPane } from './CustomerPane.tsx';
import { ListTools } from './ListTools.tsx';
import { NewCustomerDialog } from './NewCustomerDialog.tsx';
import { JoinDialog } from './page/JoinDialog.tsx';
import { useListState } from './use-list-state.ts';
import { useSelection } from './use-selection.ts';

export function CustomerList() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const state = useListState();
  const [adding, setAdding] = useState<string | undefined>(pathname.endsWith('/baru') ? '' : undefined);
  const [bulk, setBulk] = useState<BulkAction>();
  const [joining, setJoining] = useState<readonly string[]>();
  const { text, sort, chosenId } = state;
  const query: DirectoryListQuery & { readonly collection: 'customers' } = {
    collection: 'customers',
    view: state.view,
    sort: text.trim()
      ? { by: 'relevance' }
      : { by: sort, descending: sort === 'updatedAt' || sort === 'tier' },
  };
  const list = useDirectoryList(query);
  const { ids, selection, clear, all } = useSelection(query);
  const columns = useCustomerColumns(state.columns);
  const chosen = list.indexOf(chosenId);

  const openAll = (row: DirectoryRow) => {
    void navigate(`/pelanggan/${row.id}`);
  };
  const move = (step: number): boolean => {
    const row = list.rowAt(Math.max(0, chosen + step));
    if (row) state.choose(row.id);
    return row !== undefined;
  };
  useScreenKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    n: () => {
      setAdding('');
    },
  });

  const listPane = (
    <>
      <PageHeader
        title={t('customers.title')}
        count={formatNumber(list.total, language)}
        actions={
          <>
            <ExportButton
              query={query}
              view={{ code: state.viewName, own: state.chosenOwn?.name }}
              total={list.total}
              columns={state.columns}
            />
            <Button
              variant="primary"
              shortcut="N"
              icon={<IconUserPlus size={16} aria-hidden />}
              onClick={() => {
                setAdding('');
              }}
            >
              {t('customers.add')}
            </Button>
          </>
        }
      />
      <ListTools
        state={state}
        onFound={() => {
          if (move(0)) document.querySelector<HTMLElement>('[data-list]')?.focus();
        }}
      />
      {ids.length > 0 && (
        <BulkBar
          count={ids.length}
          total={list.total}
          onAction={setBulk}
          onJoin={() => {
            setJoining(ids);
          }}
          onAll={all}
          onNone={clear}
        />
      )}
      <ListPane
        label={t('customers.title')}
        columns={columns}
        count={list.total}
        rowAt={list.rowAt}
        rowKey={(row) => row.id}
        chosen={chosen}
        onChoose={(row) => {
          state.choose(row.id);
        }}
        onOpen={openAll}
        onRange={list.onRange}
        loading={list.loading}
        selection={selection}
        empty={
          <Nothing
            isWhole={state.viewName === 'all' && Object.keys(state.filter).length === 0}
            text={text.trim()}
            onAdd={setAdding}
            onAll={
              Object.keys(state.filter).length > 0
                ? () => {
                    state.setFilter({});
                  }
                : undefined
            }
          />
        }
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
                state.choose('');
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
      <BulkDialog
        action={bulk}
        ids={ids}
        onClose={() => {
          setBulk(undefined);
        }}
      />
      <JoinDialog
        ids={joining}
        onClose={() => {
          setJoining(undefined);
        }}
        onJoined={(survivorId) => {
          clear();
          state.choose(survivorId);
        }}
      />
    </>
  );
}

interface NothingProps {
  /** Nothing is left out by a view or a filter. */
  readonly isWhole: boolean;
  readonly text: string;
  readonly onAdd: (name: string) => void;
  /** Takes the filter away; there when one is set. */
  readonly onAll: (() => void) | undefined;
}

function Nothing({ isWhole, text, onAdd, onAll }: NothingProps) {
  const t = useT();
  const add = (label: string) => (
    <Button
      variant="primary"
      icon={<IconUserPlus size={16} aria-hidden />}
      onClick={() => {
        onAdd(text);
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
  if (!isWhole) {
    return (
      <EmptyState
        title={t('customers.emptyView')}
        {...(onAll && {
          hint: t('customers.emptyFilterHint'),
          action: <Button onClick={onAll}>{t('customerList.filterClear')}</Button>,
        })}
      />
    );
  }
  return (
    <EmptyState
      title={t('customers.empty')}
      hint={t('customers.emptyHint')}
      action={add(t('customers.add'))}
    />
  );
}
