/** Codes of the saved views of the list of customers: the list and the record of an export name them. */
export const VIEW_NAMES = ['all', 'prospect', 'active', 'mine', 'gold', 'company', 'unsent'] as const;
export type ViewName = (typeof VIEW_NAMES)[number];
