import { useMemo } from 'react';
import { STAGES } from '#shared/domain/customer.ts';
import type { DirectoryRow } from '#renderer/data/desk-types.ts';
import { useT } from '#renderer/i18n/index.ts';
import { CutText, DateText, TwoLines, type ListColumn } from '#renderer/ui/index.ts';
import { useReference } from '#renderer/widgets/hooks/documents.ts';
import { TierPill, UnsentIcon } from '#renderer/widgets/marks/marks.tsx';
import type { ColumnName } from './views.ts';

/** @returns the columns of the list: the name, those that were chosen, and where it is saved. */
export function useCustomerColumns(shown: readonly ColumnName[]): readonly ListColumn<DirectoryRow>[] {
  const t = useT();
  const reference = useReference();
  const all = useMemo<readonly ListColumn<DirectoryRow>[]>(
    () => [
      {
        key: 'name',
        title: t('customers.column.name'),
        width: 'minmax(150px, 1fr)',
        cell: (row) => (
          <TwoLines first={row.name} second={[row.number, row.detail].filter(Boolean).join(' · ')} />
        ),
      },
      {
        key: 'phone',
        title: t('customers.column.phone'),
        width: '124px',
        cell: (row) => <CutText>{row.phone}</CutText>,
      },
      {
        key: 'stage',
        title: t('customers.column.stage'),
        width: '84px',
        yields: true,
        cell: (row) => {
          const stage = STAGES.find((one) => one === row.stage);
          return <CutText>{stage ? t(`domain.stage.${stage}`) : row.stage}</CutText>;
        },
      },
      {
        key: 'tier',
        title: t('customers.column.tier'),
        width: '86px',
        yields: true,
        cell: (row) => <TierPill tier={row.tier} />,
      },
      {
        key: 'owner',
        title: t('customers.owner'),
        width: '110px',
        wideOnly: true,
        cell: (row) => (
          <CutText>{row.ownerId && (reference.staff(row.ownerId)?.name ?? row.ownerId)}</CutText>
        ),
      },
      {
        key: 'area',
        title: t('customers.district'),
        width: '110px',
        wideOnly: true,
        cell: (row) => <CutText>{row.area}</CutText>,
      },
      {
        key: 'commodity',
        title: t('customers.commodity'),
        width: '110px',
        wideOnly: true,
        cell: (row) => <CutText>{row.commodity}</CutText>,
      },
      {
        key: 'tags',
        title: t('customers.tags'),
        width: '120px',
        wideOnly: true,
        cell: (row) => <CutText>{row.tags.join(', ')}</CutText>,
      },
      {
        key: 'updatedAt',
        title: t('customers.sortBy.updatedAt'),
        width: '96px',
        wideOnly: true,
        cell: (row) => <DateText value={row.updatedAt} />,
      },
      {
        key: 'complaints',
        title: t('customers.column.complaints'),
        width: '92px',
        yields: true,
        cell: (row) =>
          row.openComplaints > 0 ? (
            <CutText>{t('customers.openComplaints', { count: row.openComplaints })}</CutText>
          ) : null,
      },
      {
        key: 'sync',
        title: t('customers.column.sync'),
        titleHidden: true,
        width: '20px',
        cell: (row) => <UnsentIcon unsent={row.unsent} />,
      },
    ],
    [t, reference],
  );
  return useMemo(() => {
    const wanted = new Set<string>(['name', ...shown, 'sync']);
    return all.filter(({ key }) => wanted.has(key));
  }, [all, shown]);
}
