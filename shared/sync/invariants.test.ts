/** Rules 2 and 3 at every step of random courses of one document between a person, a pull and head office. */
import { expect, test } from 'vitest';
import { OneStreamOffice } from '#test/support/one-stream-office.ts';
import { randomOf } from '#test/sim/random.ts';
import type { Snapshot, StoredDoc } from './document.ts';
import type { PushAnswer } from './messages.ts';
import { contentOf, discard, isDeparted, outgoing, receive, retry, settle, stamp } from './replica.ts';

const COURSES = 300;
const STEPS = 40;
const SEED = Number(process.env['RULES_SEED'] ?? 20260305);

const textOf = (version: Snapshot): string => JSON.stringify([contentOf(version), version._deleted]);

class Course {
  readonly #random: () => number;
  readonly #office = new OneStreamOffice();
  /** Head office's versions by `ver`. */
  readonly #versions = new Map<number, Snapshot>();
  /** Text by rev: what one rev stands for, here and there. */
  readonly #texts = new Map<string, string>();
  readonly #sent = new Set<string>();
  readonly #answers: { readonly sent: Snapshot; readonly answer: PushAnswer }[] = [];
  readonly seen = new Set<number>();
  #revs = 0;
  #doc: StoredDoc | undefined;

  constructor(seed: number) {
    this.#random = randomOf(seed);
    this.#office.refuse = () =>
      this.#random() < 0.3 ? (this.#random() < 0.5 ? 'not_found' : 'invalid') : null;
  }

  #newRev = (): string => `r${++this.#revs}`;

  readonly #context = {
    newRev: this.#newRev,
    merge: (_base: Snapshot | null, local: Snapshot, master: Snapshot) => ({
      content:
        this.#random() < 0.3
          ? contentOf(master)
          : { ...contentOf(local), merged: `${local.rev} ${master.rev}` },
      deleted: local._deleted && master._deleted,
      history: [],
    }),
  };

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  #become(next: StoredDoc | undefined): void {
    const prev = this.#doc;
    if (!next || next === prev) return;
    this.#doc = next;
    this.seen.add(next.unsent);
    const { base = null, flight = null, master = null, problem = null } = next.sync ?? {};
    expect(flight !== null, 'a flight exactly in state 1').toBe(next.unsent === 1);
    expect(problem !== null, 'a problem exactly in quarantine').toBe(next.unsent === 3);
    if (isDeparted(next)) return;
    for (const version of [next, base, flight, master]) {
      if (!version) continue;
      const text = textOf(version);
      expect(this.#texts.get(version.rev) ?? text, `one content of ${version.rev}`).toBe(text);
      this.#texts.set(version.rev, text);
    }
    if (next.unsent === 0) {
      const theirs = this.#versions.get(next.ver);
      expect([next.rev, textOf(next)], 'clean is a version of head office').toEqual([
        theirs?.rev,
        theirs && textOf(theirs),
      ]);
      if (prev?.unsent === 0 && !isDeparted(prev)) expect(next.ver).toBeGreaterThanOrEqual(prev.ver);
    } else expect(next.ver, 'ver is that of the base').toBe(base?.ver ?? 0);
    if (next.unsent === 1) expect([...this.#sent], 'the current rev was never sent').not.toContain(next.rev);
  }

  async #push(): Promise<void> {
    const doc = this.#doc;
    if (!doc || (doc.unsent !== 1 && doc.unsent !== 2)) return;
    const { sent, base } = outgoing(doc);
    this.#sent.add(sent.rev);
    const { answers } = await this.#office.push([{ id: sent.id, rev: sent.rev, base, doc: sent }]);
    const [answer] = answers;
    if (answer) this.#answers.push({ sent, answer });
  }

  #hear(): void {
    // lost, late, twice
    const heard = this.#answers[this.#below(this.#answers.length)];
    if (heard) this.#become(settle(this.#doc, heard.sent, heard.answer, this.#context)?.next);
  }

  async step(): Promise<void> {
    const doc = this.#doc;
    const kind = this.#below(10);
    if (kind < 2) {
      const rev = this.#newRev();
      this.#become(stamp(doc, { id: 'd', text: rev }, this.#random() < 0.2, rev));
    } else if (kind < 4) await this.#push();
    else if (kind < 6) this.#hear();
    else if (kind === 6) this.#office.put('d', { text: `there ${this.#below(1e6)}` });
    else if (kind === 7) {
      const versions = [...this.#versions.values()];
      const row = versions[versions.length - 1 - this.#below(Math.min(2, versions.length))];
      if (row) this.#become(receive(doc, row, this.#context)?.next);
    } else if (kind === 8 && doc && this.#random() < 0.3) {
      const row = {
        id: 'd',
        rev: this.#random() < 0.5 ? doc.rev : 'other',
        ver: 0,
        _deleted: true,
        _left: true,
      };
      this.#become(receive(doc, row as never, this.#context)?.next);
    } else if (kind === 9 && doc?.unsent === 3)
      this.#become(this.#random() < 0.5 ? retry(doc, this.#newRev()) : discard(doc));
    const stored = this.#office.docs.get('d')?.version;
    if (stored) this.#versions.set(stored.ver, stored);
  }
}

test(`rules 2, 3: every state is what it says, whatever happens in whatever order (RULES_SEED=${SEED})`, async () => {
  const seen = new Set<number>();
  for (let seed = SEED; seed < SEED + COURSES; seed++) {
    const course = new Course(seed);
    for (let n = 0; n < STEPS; n++) await course.step();
    for (const state of course.seen) seen.add(state);
  }
  expect(seen).toEqual(new Set([0, 1, 2, 3]));
});
