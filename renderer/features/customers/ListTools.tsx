/** What stands over the list: views, search, filter, order, columns. */
import { Menu, Select } from '@mantine/core';
import { IconColumns3, IconDeviceFloppy, IconFilter, IconSearch, IconTrash } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  Dialog,
  DialogActions,
  formatNumber,
  IconButton,
  Stack,
  TextField,
  toast,
  ViewChips,
} from '#renderer/ui/index.ts';
import { MenuItems } from '#renderer/ui/parts/menu.tsx';
import { VIEW_NAMES, type ViewName } from '#renderer/widgets/customers/view-names.ts';
import { useViewCounts } from '#renderer/widgets/hooks/directory.ts';
import { AtHand } from './AtHand.tsx';
import styles from './customers.module.css';
import { FilterDialog } from './FilterDialog.tsx';
import type { ListState } from './use-list-state.ts';
import { COLUMN_NAMES, SORTS, type ColumnName } from './views.ts';

const ALWAYS: readonly ViewName[] = ['all', 'prospect', 'active'];

interface ListToolsProps {
  readonly state: ListState;
  /** Enter or down in the search: on to what was found. */
  readonly onFound: () => void;
}

export function ListTools({ state, onFound }: ListToolsProps) {
  const t = useT();
  const language = useLanguage();
  const counts = useViewCounts('customers', state.chipViews) as Readonly<Record<string, number | undefined>>;
  const [open, setOpen] = useState<'filter' | 'save'>();
  const close = () => {
    setOpen(undefined);
  };
  const { text, filter, chip, chosenOwn } = state;
  const filters = Object.keys(filter).length;
  // An empty view is no place to go to; what is always there are the whole book and its two halves.
  const shown = VIEW_NAMES.filter(
    (name) => ALWAYS.includes(name) || chip === name || (counts[name] ?? 0) > 0,
  );
  const chipOf = (name: string, label: string) => {
    const count = counts[name];
    return { name, label, ...(count === undefined ? {} : { count: formatNumber(count, language) }) };
  };
  return (
    <div className={styles['tools']}>
      <ViewChips
        label={t('customers.views')}
        chosen={chip}
        onChoose={state.chooseChip}
        views={[
          ...shown.map((name) => chipOf(name, t(`customers.view.${name}`))),
          ...state.own.map((view) => chipOf(state.ownChip(view), view.name)),
        ]}
      />
      <div className={styles['filter']}>
        <TextField
          data-filter
          aria-label={t('customers.filter')}
          placeholder={t('customers.filterHint')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => {
            state.setText(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && text) {
              event.preventDefault();
              state.setText('');
            } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
              event.preventDefault();
              onFound();
            }
          }}
        />
        <Button
          icon={<IconFilter size={16} aria-hidden />}
          onClick={() => {
            setOpen('filter');
          }}
        >
          {filters > 0 ? t('customerList.filtersCount', { count: filters }) : t('customerList.filters')}
        </Button>
        <Select
          className={styles['order'] ?? ''}
          allowDeselect={false}
          aria-label={t('customers.sort')}
          value={state.sort}
          data={SORTS.map((value) => ({ value, label: t(`customers.sortBy.${value}`) }))}
          onChange={(next) => {
            state.setSort(SORTS.find((one) => one === next) ?? 'name');
          }}
          disabled={text.trim() !== ''}
        />
        <ColumnMenu columns={state.columns} onChange={state.setColumns} />
        {chosenOwn && (
          <IconButton
            label={t('customerList.removeView')}
            onClick={() => {
              const undo = state.removeView(chosenOwn);
              toast(t('customerList.viewRemoved', { name: chosenOwn.name }), undo);
            }}
          >
            <IconTrash size={16} aria-hidden />
          </IconButton>
        )}
        <IconButton
          label={t('customerList.save')}
          onClick={() => {
            setOpen('save');
          }}
        >
          <IconDeviceFloppy size={16} aria-hidden />
        </IconButton>
      </div>
      <AtHand />
      <FilterDialog
        open={open === 'filter'}
        filter={filter}
        onClose={close}
        onApply={(next) => {
          state.setFilter(next);
          close();
        }}
      />
      <SaveDialog
        open={open === 'save'}
        name={chosenOwn?.name ?? ''}
        onClose={close}
        onSave={(name) => {
          state.saveView(name);
          toast(t('customerList.saved', { name }));
          close();
        }}
      />
    </div>
  );
}

interface ColumnMenuProps {
  readonly columns: readonly ColumnName[];
  readonly onChange: (columns: readonly ColumnName[]) => void;
}

function ColumnMenu({ columns, onChange }: ColumnMenuProps) {
  const t = useT();
  const label = (name: ColumnName): string =>
    ({
      phone: t('customers.column.phone'),
      stage: t('customers.column.stage'),
      tier: t('customers.column.tier'),
      owner: t('customers.owner'),
      area: t('customers.district'),
      commodity: t('customers.commodity'),
      tags: t('customers.tags'),
      updatedAt: t('customers.sortBy.updatedAt'),
      complaints: t('customers.column.complaints'),
    })[name];
  return (
    <Menu
      position="bottom-end"
      width={220}
      closeOnItemClick={false}
      // the focus goes to the first entry: what stands for it is no part of a menu
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <IconButton label={t('customerList.columns')}>
          <IconColumns3 size={16} aria-hidden />
        </IconButton>
      </Menu.Target>
      <MenuItems>
        {COLUMN_NAMES.map((name) => {
          const isShown = columns.includes(name);
          return (
            <Menu.CheckboxItem
              key={name}
              checked={isShown}
              onChange={() => {
                onChange(COLUMN_NAMES.filter((one) => (one === name ? !isShown : columns.includes(one))));
              }}
            >
              {label(name)}
            </Menu.CheckboxItem>
          );
        })}
      </MenuItems>
    </Menu>
  );
}

interface SaveDialogProps {
  readonly open: boolean;
  readonly name: string;
  readonly onClose: () => void;
  readonly onSave: (name: string) => void;
}

function SaveDialog({ open, onClose, ...rest }: SaveDialogProps) {
  const t = useT();
  return (
    <Dialog open={open} title={t('customerList.saveTitle')} onClose={onClose}>
      {open && <SaveForm {...rest} onClose={onClose} />}
    </Dialog>
  );
}

function SaveForm({ name: before, onClose, onSave }: Omit<SaveDialogProps, 'open'>) {
  const t = useT();
  const [name, setName] = useState(before);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) onSave(name.trim());
  };
  return (
    <form noValidate onSubmit={onSubmit}>
      <Stack>
        <p className="lk-muted">{t('customerList.saveText')}</p>
        <TextField
          label={t('customerList.saveName')}
          value={name}
          maxLength={60}
          required
          data-autofocus
          autoComplete="off"
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={!name.trim()}>
            {t('common.save')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
