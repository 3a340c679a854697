/** Which of two concurrent states stands. */
import { isOpen, STATUSES, type Status } from '../../domain/complaint.ts';
import type { StatusVerdict } from './rules.ts';

const isStatus = (value: string): value is Status => (STATUSES as readonly string[]).includes(value);

/** How far a state has come among the open ones, among the finished ones, or among those that are never left. */
const PROGRESS: Readonly<Record<Status, number>> = {
  new: 0,
  reopened: 1,
  in_progress: 2,
  waiting_customer: 2,
  resolved: 0,
  closed: 1,
  cancelled: 0,
  withdrawn: 0,
};

const isFinal = (status: Status): boolean => status === 'cancelled' || status === 'withdrawn';

/**
 * Nobody who only followed up undoes what another finished, and nobody who only closed undoes a reopening: whoever
 * ended or reopened the matter said so in words, so that side counts. A cancelled or withdrawn one stays so. Among
 * open and among finished states the further one counts. Whatever wins can be reached from the other in the state
 * machine, unless head office's stands.
 * @param base the state that both sides began with
 */
export function complaintVerdict(base: string, local: string, master: string): StatusVerdict {
  if (!isStatus(local) || !isStatus(master)) return 'stands';
  if (isFinal(local) || isFinal(master)) {
    if (isFinal(local) && isFinal(master)) return 'stands';
    return isFinal(local) ? 'local' : 'master';
  }
  if (isOpen(local) !== isOpen(master)) {
    const wasOpen = !isStatus(base) || isOpen(base);
    return isOpen(local) === wasOpen ? 'master' : 'local';
  }
  const ahead = PROGRESS[local] - PROGRESS[master];
  if (ahead === 0) return 'later';
  return ahead > 0 ? 'local' : 'master';
}

const TASK_ORDER: Readonly<Record<string, number>> = { open: 0, cancelled: 1, done: 2 };

/** What is done or cancelled is not opened again by somebody who did not know, and what was done was done. */
export function taskVerdict(_base: string, local: string, master: string): StatusVerdict {
  const [here, there] = [TASK_ORDER[local], TASK_ORDER[master]];
  if (here === undefined || there === undefined) return 'stands';
  return here > there ? 'local' : 'master';
}
