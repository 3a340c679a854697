import type { Content } from '#shared/sync/document.ts';

const PAGES: Readonly<Record<string, string>> = {
  customers: '/pelanggan',
  complaints: '/pengaduan',
  campaigns: '/kampanye',
};

/** @returns the address of the page where the document, or what it hangs on, is seen; undefined when there is none. */
export function pageOf(collection: string, doc: Content): string | undefined {
  if (Object.hasOwn(PAGES, collection)) return `${PAGES[collection] ?? ''}/${doc.id}`;
  const on = (field: string): string => (typeof doc[field] === 'string' ? doc[field] : '');
  if (on('complaintId')) return `/pengaduan/${on('complaintId')}`;
  if (on('customerId')) return `/pelanggan/${on('customerId')}`;
  return on('campaignId') ? `/kampanye/${on('campaignId')}` : undefined;
}
