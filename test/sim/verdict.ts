/** What the end of a schedule says: nothing lost, nothing that no order of the operations could have produced. */
import type { Content, Snapshot } from '#shared/sync/document.ts';
import { type Edit, type Ledger, tagsOf } from './ledger.ts';

/** @returns edits that were shown as saved and are neither at head office, nor refused in sight, nor given up. */
export function lostOf(
  ledger: Ledger,
  docs: ReadonlyMap<string, Snapshot>,
  refused: ReadonlySet<string>,
  withOffice: boolean,
): string[] {
  const lost: string[] = [];
  // made and deleted again since the backup that head office was taken back to: nothing is left to send
  const deletions = ledger.operations.flatMap(({ edits }) => edits.filter(({ deleted }) => deleted));
  const gone = new Set(deletions.map(({ key }) => key));
  const endedBy = (of: string, tag: string): boolean =>
    deletions.some(
      ({ key, before, after }) => key === of && (tagsOf(before).has(tag) || tagsOf(after).has(tag)),
    );
  for (const { tag, desk, saved, excused, edits } of ledger.operations) {
    if (!saved || excused || (desk < 0 && !withOffice)) continue;
    for (const { key } of edits) {
      // rule 24: who still has the document brings it back for all, as it was there: without what the deletion ended
      if (!withOffice && docs.get(key)?._deleted === false && endedBy(key, tag)) continue;
      const known = tagsOf(docs.get(key)).has(tag);
      const inSight = refused.has(`${key}#${tag}`) || ledger.givenUp.has(`${key}#${tag}`);
      if (!withOffice && !docs.has(key) && gone.has(key)) continue;
      if (!known && !inSight) lost.push(`${tag} of ${desk < 0 ? 'head office' : `desk ${desk}`} on ${key}`);
    }
  }
  return lost;
}

interface Arrived extends Edit {
  readonly tag: string;
  readonly seen: ReadonlySet<string>;
  /**
   * Its person gave it up when it was refused. Its mark stands nevertheless when another form had been opened upon it;
   * what that one did not touch is as it was before. So it explains, and nothing is missing because of it.
   */
  readonly givenUp: boolean;
  /**
   * The desk's collections lost it together with what was in flight. Brought back by the journal, what it took away may
   * stand again: it no longer knows that it had been said by itself.
   */
  readonly forgotten: boolean;
}

const listOf = (content: Content | null, field: string): readonly unknown[] => {
  const value = content?.[field];
  return Array.isArray(value) ? value : [];
};
const textsOf = (content: Content | null, field: string): Set<string> =>
  new Set(listOf(content, field).map((item) => (typeof item === 'string' ? item : JSON.stringify(item))));
const linesOf = (content: Content | null, field: string): Set<string> =>
  new Set(
    String(content?.[field] ?? '')
      .split('\n')
      .filter((line) => line !== ''),
  );
const consentOf = (content: Content | null, channel: string): Readonly<Record<string, unknown>> | undefined =>
  (content?.['consents'] as Record<string, Readonly<Record<string, unknown>>> | undefined)?.[channel];
const given = (content: Content | null, channel: string): unknown => consentOf(content, channel)?.['given'];
/** Neither knew of the other one. */
const isUnaware = (a: Arrived, b: Arrived): boolean => !a.seen.has(b.tag) && !b.seen.has(a.tag);
const minus = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [...a].filter((x) => !b.has(x));

/** Fields whose every value is said once: one that was seen and replaced must not come back. */
const SINGULAR = ['name', 'email', 'commodity', 'outcome', 'text', 'title'];

/**
 * @param forgetful desks whose collections lost what head office did not have yet
 * @returns what head office's documents say that no order of the operations explains.
 */
export function wrongOf(
  { operations, givenUp }: Ledger,
  docs: ReadonlyMap<string, Snapshot>,
  forgetful: ReadonlySet<number>,
): string[] {
  const byKey = new Map<string, Arrived[]>();
  for (const { tag, desk, edits } of operations) {
    for (const edit of edits) {
      if (!tagsOf(docs.get(edit.key)).has(tag)) continue;
      const list = byKey.get(edit.key) ?? [];
      list.push({
        ...edit,
        tag,
        seen: tagsOf(edit.before),
        givenUp: givenUp.has(`${edit.key}#${tag}`),
        forgotten: forgetful.has(desk),
      });
      byKey.set(edit.key, list);
    }
  }
  return [...byKey].flatMap(([key, edits]) => {
    const doc = docs.get(key);
    return doc ? wrongWith(doc, edits).map((what) => `${key}: ${what}`) : [];
  });
}

/**
 * @returns restrictions that nobody lifted who knew of them. Of two that were said at once the later one stands:
 * whoever lifts that one after it was said lifts the earlier one, too.
 */
const unanswered = (
  restrictions: readonly Arrived[],
  lifted: readonly Arrived[],
  saidAt: (edit: Edit) => string,
): readonly Arrived[] =>
  restrictions.filter((one) => {
    if (one.givenUp) return false;
    const covers = (other: Arrived): boolean => isUnaware(other, one) && saidAt(other) >= saidAt(one);
    return !lifted.some(
      ({ seen }) => seen.has(one.tag) || restrictions.some((other) => seen.has(other.tag) && covers(other)),
    );
  });

function wrongWith(doc: Snapshot, edits: readonly Arrived[]): string[] {
  const wrong: string[] = [];
  const standing = edits.filter((edit) => !edit.givenUp);
  for (const field of SINGULAR) {
    const value = doc[field];
    if (value === undefined || value === '') continue;
    // who said the same at another desk, which the one that replaced it had not seen, may have the last word
    const setters = standing.filter(
      ({ before, after }) => before?.[field] !== value && after[field] === value,
    );
    // brought back by the journal, it is said anew: head office cannot know that it had been said and replaced
    if (setters.some(({ forgotten }) => forgotten)) continue;
    const replaced = standing.some(
      ({ before, after, seen, forgotten }) =>
        !forgotten &&
        before?.[field] === value &&
        after[field] !== value &&
        setters.every(({ tag }) => seen.has(tag)),
    );
    if (replaced) wrong.push(`${field} ${String(value)} came back`);
  }
  for (const field of ['tags', 'phones']) {
    const has = textsOf(doc, field);
    const changed = (from: 'before' | 'after', to: 'before' | 'after') =>
      edits.flatMap((edit) =>
        minus(textsOf(edit[to], field), textsOf(edit[from], field)).map((item) => ({ item, edit })),
      );
    const [added, removed] = [changed('before', 'after'), changed('after', 'before')];
    for (const { item, edit } of removed) {
      if (edit.givenUp || edit.forgotten || added.some((a) => a.item === item && a.edit.forgotten)) continue;
      const unseen = added.some(
        (a) => a.item === item && !removed.some((r) => r.item === item && r.edit.seen.has(a.edit.tag)),
      );
      if (has.has(item) && !unseen) wrong.push(`${field}: ${item} came back`);
    }
    for (const { item, edit } of added)
      if (!edit.givenUp && !has.has(item) && !removed.some((r) => r.item === item))
        wrong.push(`${field}: ${item} is missing`);
  }
  const lines = linesOf(doc, 'remarks');
  // a form that was opened before somebody wrote may take out what its person has not read
  const struck = new Set(
    edits.flatMap(({ before, after }) => minus(linesOf(before, 'remarks'), linesOf(after, 'remarks'))),
  );
  for (const { before, after } of standing)
    for (const line of minus(linesOf(after, 'remarks'), linesOf(before, 'remarks')))
      if (!lines.has(line) && !struck.has(line)) wrong.push(`remark ${line} is missing`);
  for (const channel of ['whatsapp', 'sms']) {
    const atOf = (content: Content | null): string => String(consentOf(content, channel)?.['at'] ?? '');
    const saidAt = ({ after }: Edit): string => atOf(after);
    // what was said once more, as when a second proof came, is said later
    const says = (value: boolean) => (e: Edit) =>
      given(e.after, channel) === value &&
      (given(e.before, channel) !== value || atOf(e.before) !== saidAt(e));
    const [granted, withdrawn] = [edits.filter(says(true)), edits.filter(says(false))];
    const unseen = unanswered(withdrawn, granted, saidAt);
    if (given(doc, channel) === true && unseen.length > 0) wrong.push(`consent ${channel} over a withdrawal`);
  }
  const toldAt = (content: Content | null): string => String(content?.['confidentialAt'] ?? '');
  const saidAt = ({ after }: Edit): string => toldAt(after);
  const tells = (value: boolean) => (e: Edit) =>
    e.after['confidential'] === value &&
    ((e.before?.['confidential'] ?? false) !== value ||
      (e.before !== null && toldAt(e.before) !== saidAt(e)));
  const [kept, opened] = [edits.filter(tells(true)), edits.filter(tells(false))];
  if (doc['confidential'] === false && unanswered(kept, opened, saidAt).length > 0)
    wrong.push('made public over a confidentiality');
  for (const { after } of standing)
    if (Number(after['prints'] ?? 0) > Number(doc['prints'] ?? 0)) wrong.push('a print is not counted');
  return [...wrong, ...wrongDeletion(doc, edits)];
}

function wrongDeletion(doc: Snapshot, edits: readonly Arrived[]): string[] {
  const deletions = edits.filter(({ deleted }) => deleted);
  const knew = (deletion: Arrived, { tag }: Arrived): boolean =>
    deletion.tag === tag || deletion.seen.has(tag);
  const unseen = edits.filter((edit) => !edit.givenUp && !deletions.some((deletion) => knew(deletion, edit)));
  if (doc._deleted && unseen.length > 0) return [`deleted over ${unseen.map(({ tag }) => tag).join()}`];
  // what it knew and what was given up since is another change, of which it did not know
  const sawAll = deletions.some(
    (deletion) =>
      !deletion.givenUp &&
      !deletion.forgotten &&
      edits.every((edit) => knew(deletion, edit) && (!edit.givenUp || edit === deletion)),
  );
  return !doc._deleted && sawAll ? ['the deletion was undone'] : [];
}
