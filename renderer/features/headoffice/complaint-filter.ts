export interface ComplaintFilter {
  readonly view: 'open' | 'overdue' | 'closed' | 'all';
  /** Empty for all branches. */
  readonly branchId: string;
  /** Empty for all divisions. */
  readonly divisionId: string;
}

const STATE = { open: 'open', overdue: 'overdue', closed: 'done', all: '' } as const;

/** @returns the address of a page of complaints; `cursor` comes from the page before. */
export function complaintsPath(filter: ComplaintFilter, cursor: string | undefined): string {
  const wanted = {
    state: STATE[filter.view],
    branchId: filter.branchId,
    divisionId: filter.divisionId,
    cursor: cursor ?? '',
  };
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== '')).toString();
  return `/api/headoffice/complaints${query === '' ? '' : `?${query}`}`;
}
