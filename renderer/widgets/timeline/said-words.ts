/** What the program says in an entry, in the language of whoever reads it. */
import type { Activity } from '#shared/domain/activity.ts';
import { saidOf, type ExportedView, type SaidStep } from '#shared/domain/said.ts';
import { verdictWords } from '#shared/domain/tier-words.ts';
import type { Language, Translate } from '#renderer/i18n/index.ts';
import { formatDay } from '#renderer/ui/format.ts';
import { kindAndName } from '../agreements/agreement-name.ts';
import { VIEW_NAMES as COMPLAINT_VIEWS } from '../complaints/views.ts';
import { VIEW_NAMES as CUSTOMER_VIEWS } from '../customers/view-names.ts';

/** @returns what a task is called that was planned for an agreement, as in `Kunjungan perpanjangan PKS 12`. */
export function stepTitle({ step, kind, name }: Omit<SaidStep, 'what'>, t: Translate): string {
  const of = kind === 'pks' ? 'PKS' : t('domain.agreement.contract');
  return t(`agreements.stepTitle.${step}`, { name: kindAndName(of, name) });
}

interface Words {
  readonly t: Translate;
  readonly language: Language;
}

function viewName({ list, view, own }: ExportedView, t: Translate): string {
  if (own !== undefined) return own;
  if (list === 'customers') {
    const known = CUSTOMER_VIEWS.find((name) => name === view);
    return known ? t(`customers.view.${known}`) : t('domain.newer');
  }
  const known = COMPLAINT_VIEWS.find((name) => name === view);
  return known ? t(`complaints.view.${known}`) : t('domain.newer');
}

/** @returns what was on screen when a list left, as in `pelanggan: Aktif · “kartini”`. */
export function exportedWords(of: ExportedView, { t, language }: Words): string {
  const words = of.words ? ` · “${of.words}”` : '';
  if (of.list !== 'agenda') return `${t(`exports.${of.list}`)}: ${viewName(of, t)}${words}`;
  const days = [...new Set(of.days ?? [])].map((day) => formatDay(day, language));
  return `${t('agenda.title')} ${days.join(' – ')}`;
}

/**
 * @returns what stands below the title of an entry: what a person typed as it was typed, what the program says in the
 *   reader's language; entries of earlier versions as they were written
 */
export function activityText(
  activity: Pick<Activity, 'kind' | 'ext' | 'text'>,
  words: Words,
): string | undefined {
  const { kind, text } = activity;
  if (kind === 'change_discarded' && text) return words.t('widgets.timeline.because', { reason: text });
  const said = saidOf(activity);
  switch (said?.what) {
    case 'tier':
      return verdictWords(said, words.language);
    case 'export':
      return [
        exportedWords(said.of, words),
        ...(said.reason ? [words.t('widgets.timeline.because', { reason: said.reason })] : []),
      ].join('\n');
    case 'undo':
      return words.t('widgets.timeline.undone');
    case 'step':
      return said.undone ? words.t('widgets.timeline.undone') : text;
    default:
      return text;
  }
}
