/** An export in one line: how many rows, in which form, and whether identity numbers went with it. */
import { IDENTITY_COLUMNS } from '#shared/domain/commands/exports.ts';
import type { Translate } from '#renderer/i18n/index.ts';

const FORMS = ['xlsx', 'csv', 'pdf', 'ics'] as const;

/** @returns `12 baris diekspor · Excel · dengan NIK`; without the columns where the entry does not say them. */
export function exportTitle(
  { from, to, field }: { readonly from: string; readonly to: string; readonly field: string | undefined },
  t: Translate,
): string {
  const form = FORMS.find((one) => one === field);
  const columns = from.split(', ').filter(Boolean);
  const identity = IDENTITY_COLUMNS.filter((column) => columns.includes(column));
  return [
    t('widgets.timeline.exported', { count: Number(to) || 0 }),
    ...(form ? [t(`widgets.timeline.exportedAs.${form}`)] : []),
    ...(identity.length > 0
      ? [t('widgets.timeline.exportedWith', { fields: identity.map((one) => one.toUpperCase()).join(', ') })]
      : columns.length > 0
        ? [t('widgets.timeline.exportedWithout')]
        : []),
  ].join(' · ');
}
