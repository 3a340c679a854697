/** What the palette finds in the branch's data, as lines to choose from. */
import { IconMessageReport, IconUser, type Icon } from '@tabler/icons-react';
import type { Actor } from '#shared/domain/actor.ts';
import { CAMPAIGN_STATUSES } from '#shared/domain/campaign.ts';
import { TASK_STATUSES } from '#shared/domain/task.ts';
import type { Directory, DirectoryHit } from '../../data/desk-types.ts';
import type { Language, Translate } from '../../i18n/index.ts';
import { formatDate } from '../../ui/format.ts';
import { taskPath } from '../../widgets/agenda/agenda-path.ts';
import { zoneOf } from '../../widgets/agenda/days.ts';
import { ROUTES, routesFor } from '../routes.tsx';

/** A line of the palette. */
export interface Option {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly note: string;
  readonly shortcut: string;
  readonly icon: Icon;
  /** An address, or what the choice does. */
  readonly to: string | (() => void);
}

export interface HitWords {
  readonly t: Translate;
  readonly actor: Actor;
  readonly zone: string;
  readonly language: Language;
}

/** People and their complaints are what is looked for most. */
const MOST_FIRST = 12;
/** A customer brings all its tasks along: so many of them do not bury what else was found. */
const MOST_BESIDE = 6;
/** Read before the done ones are put last. */
const READ_BESIDE = 400;

/**
 * @param search the directory's
 * @returns customers and complaints, best first, then tasks and campaigns: those that still matter before the others
 */
export async function findHits(search: Directory['search'], text: string): Promise<readonly DirectoryHit[]> {
  const [first, beside] = await Promise.all([
    search(text, { collections: ['customers', 'complaints'], limit: MOST_FIRST }),
    search(text, { collections: ['tasks', 'campaigns'], limit: READ_BESIDE }),
  ]);
  const isOver = ({ status }: DirectoryHit): boolean =>
    status === 'done' || status === 'cancelled' || status === 'ended';
  const sorted = [...beside.filter((hit) => !isOver(hit)), ...beside.filter(isOver)];
  return [...first, ...sorted.slice(0, MOST_BESIDE)];
}

/** @returns the line of a hit; undefined where this person has no page for it. */
export function hitOption(hit: DirectoryHit, words: HitWords): Option | undefined {
  if (hit.collection === 'tasks') return taskOption(hit, words);
  if (hit.collection === 'campaigns') return campaignOption(hit, words);
  const { t } = words;
  const complaint = hit.collection === 'complaints';
  const route = ROUTES.find(({ id }) => id === hit.collection);
  if (!route) return undefined;
  return {
    id: `${hit.collection}-${hit.id}`,
    group: t(complaint ? 'shell.paletteComplaints' : 'shell.paletteCustomers'),
    label: complaint ? `${hit.number} · ${hit.name}` : hit.name,
    note: complaint ? '' : [hit.phone, hit.number].filter(Boolean).join(' · '),
    shortcut: '',
    icon: complaint ? IconMessageReport : IconUser,
    to: `${route.to}/${hit.id}`,
  };
}

const pageOf = (actor: Actor, page: 'agenda' | 'campaigns') => routesFor(actor).find(({ id }) => id === page);

/** The agenda opens at the day of the task. */
function taskOption(hit: DirectoryHit, { t, actor, zone, language }: HitWords): Option | undefined {
  const route = pageOf(actor, 'agenda');
  if (!route) return undefined;
  const status = TASK_STATUSES.find((one) => one === hit.status && one !== 'open');
  return {
    id: `tasks-${hit.id}`,
    group: t('shell.paletteTasks'),
    label: [hit.customerName, hit.name].filter(Boolean).join(' · '),
    note: [hit.dueAt && formatDate(hit.dueAt, zone, language), status && t(`values.taskStatus.${status}`)]
      .filter(Boolean)
      .join(' · '),
    shortcut: '',
    icon: route.icon,
    to: hit.dueAt ? taskPath(hit, zoneOf(zone), actor.userId) : `${route.to}/${hit.id}`,
  };
}

function campaignOption(hit: DirectoryHit, { t, actor }: HitWords): Option | undefined {
  const route = pageOf(actor, 'campaigns');
  if (!route) return undefined;
  const status = CAMPAIGN_STATUSES.find((one) => one === hit.status);
  return {
    id: `campaigns-${hit.id}`,
    group: t('shell.paletteCampaigns'),
    label: hit.name,
    note: status ? t(`domain.campaignStatus.${status}`) : '',
    shortcut: '',
    icon: route.icon,
    to: `${route.to}/${hit.id}`,
  };
}
