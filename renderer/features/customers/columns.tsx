import { useMemo } from 'react';
import { STAGES } from '#shared/domain/customer.ts';
import type { DirectoryRow } from '#renderer/data/desk-types.ts';
import { useT } from '#renderer/i18n/index.ts';
import { CutText, TwoLines, type ListColumn } from '#renderer/ui/index.ts';
import { TierPill, UnsentIcon } from '#renderer/widgets/marks/marks.tsx';

/** Columns of the list of customers. */
export function useCustomerColumns(): readonly ListColumn<DirectoryRow>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('customers.column.name'),
        width: 'minmax(0, 1fr)',
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
        cell: (row) => {
          const stage = STAGES.find((one) => one === row.stage);
          return <CutText>{stage ? t(`domain.stage.${stage}`) : row.stage}</CutText>;
        },
      },
      {
        key: 'tier',
        title: t('customers.column.tier'),
        width: '86px',
        cell: (row) => <TierPill tier={row.tier} />,
      },
      {
        key: 'complaints',
        title: t('customers.column.complaints'),
        width: '148px',
        cell: (row) =>
          row.openComplaints > 0 ? (
            <CutText>{t('widgets.open', { count: row.openComplaints })}</CutText>
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
    [t],
  );
}
