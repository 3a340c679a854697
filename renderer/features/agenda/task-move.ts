/** The form by which a task is moved, and what of it goes to `moveTask`. */
import type { CommandArgs } from '#shared/domain/commands/index.ts';
import type { Zone } from '#shared/domain/reference.ts';
import type { Task } from '#shared/domain/task.ts';
import { localTime } from '#shared/domain/time.ts';
import { momentOf, timeText } from '#renderer/widgets/agenda/days.ts';
import { typedIn, type Edit } from '#renderer/widgets/hooks/edit.ts';

export interface MoveForm {
  /** One field: another desk’s day with this one’s hour would be a time that nobody meant. */
  readonly when: { readonly day: string; readonly time: string };
  readonly place: string;
  /** `''` for nobody. */
  readonly assigneeId: string;
}

/** @returns the form of a task as it is now. */
export function moveForm(task: Pick<Task, 'dueAt' | 'place' | 'assigneeId'>, zone: Zone): MoveForm {
  const { day, minutes } = localTime(task.dueAt, zone);
  return {
    when: { day, time: timeText(minutes) },
    place: task.place ?? '',
    assigneeId: task.assigneeId ?? '',
  };
}

/**
 * Only what was typed goes out, so that what somebody else moved in the meantime is not put back.
 * @returns the arguments of `moveTask`, or why there are none: nothing was changed, or the time is none
 */
export function moveArgs(
  id: string,
  edit: Edit<MoveForm>,
  zone: Zone,
): CommandArgs<'moveTask'> | 'nothing' | 'no-time' {
  const typed = typedIn(edit);
  const { when, place, assigneeId } = edit.form;
  const dueAt = typed.includes('when') ? momentOf(when.day, when.time, zone) : undefined;
  if (typed.includes('when') && dueAt === undefined) return 'no-time';
  if (typed.length === 0) return 'nothing';
  const isPlace = typed.includes('place');
  return {
    id,
    ...(dueAt ? { dueAt } : {}),
    ...(isPlace && place.trim() ? { place: place.trim() } : {}),
    ...(isPlace && !place.trim() ? { clear: ['place'] } : {}),
    ...(typed.includes('assigneeId') && assigneeId ? { assigneeId } : {}),
  };
}
