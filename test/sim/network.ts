/** A network that loses, doubles, delays and falsifies what passes between a desk and head office. */
import { LoketFailure } from '#shared/errors/errors.ts';
import type { Net } from '#shared/sync/store.ts';
import type { Process } from './disk.ts';
import { FAULTS, type FaultKind, isExpected, SimulatedFault } from './faults.ts';
import type { HeadOffice } from './head-office.ts';
import type { SimCollection } from './people.ts';
import type { Trace } from './trace.ts';

const PORTAL = '<html><body>Silakan masuk ke jaringan hotel</body></html>';

/** The line of one process: sign-in and order of requests are common to its collections. */
export class Line {
  readonly #process: Process;
  readonly #office: HeadOffice;
  readonly #userId: string;
  readonly #trace: Trace;
  #signedInUntil: number;
  #refreshing: Promise<void> | null = null;
  #sent = 0;
  #arrived = 0;

  constructor(process: Process, office: HeadOffice, userId: string, trace: Trace) {
    this.#process = process;
    this.#office = office;
    this.#userId = userId;
    this.#trace = trace;
    this.#signedInUntil = office.signIn();
  }

  /** @returns the product's network for one collection. */
  netOf(collection: SimCollection): Net {
    const office = this.#office;
    const user = this.#userId;
    return {
      push: (rows) =>
        this.#call(
          'push',
          collection,
          () => office.push(user, collection, rows),
          (answer) => ({ ...answer, answers: (answer as { answers: unknown[] }).answers.slice(0, -1) }),
        ),
      pull: (checkpoint, limit) =>
        this.#call('pull', collection, () => office.pull(user, collection, checkpoint, limit), shorter),
      snapshot: (after, limit) =>
        this.#call('snapshot', collection, () => office.snapshot(user, collection, after, limit), shorter),
      digest: (checkpoint, list) =>
        this.#call('digest', collection, () => office.digest(user, collection, checkpoint, list), shorter),
      fetch: (ids) =>
        this.#call(
          'fetch',
          collection,
          () => office.fetch(user, collection, ids),
          (answer) => ({ ...answer, rows: (answer as { rows: unknown[] }).rows.slice(0, -1) }),
        ),
    };
  }

  /** A sign-in that has ended is renewed, once for all who wait, and the request is made again. */
  async #call(
    kind: string,
    collection: string,
    serve: () => object,
    cut: (answer: object) => object,
  ): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#request(kind, collection, serve, cut);
      } catch (thrown) {
        const expired = thrown instanceof LoketFailure && thrown.error.code === 'sign_in_expired';
        if (!expired || attempt > 0) throw thrown;
        this.#refreshing ??= this.#refresh().finally(() => {
          this.#refreshing = null;
        });
        await this.#refreshing;
      }
    }
  }

  #refresh(): Promise<void> {
    const { clock, random } = this.#process;
    return new Promise((resolve, reject) => {
      clock.after(2 + random() * 6, () => {
        if (!this.#process.alive) return;
        if (this.#storm(FAULTS.drop)) return reject(new SimulatedFault('no new sign-in'));
        this.#signedInUntil = this.#office.signIn();
        resolve();
      });
    });
  }

  #storm(probability: number): boolean {
    return this.#process.isStormy() && this.#process.random() < probability;
  }

  #request(
    kind: string,
    collection: string,
    serve: () => object,
    cut: (answer: object) => object,
  ): Promise<unknown> {
    const process = this.#process;
    const { clock, random, faults } = process;
    const number = ++this.#sent;
    const signedInUntil = this.#signedInUntil;
    const stormy = process.isStormy();
    return new Promise((resolve, reject) => {
      let ended = false;
      const end = (action: () => void): void => {
        if (ended) return;
        ended = true;
        if (process.alive) action();
      };
      const failed = (kindOf: FaultKind, words: string): void => {
        faults.happened(kindOf);
        end(() => reject(new SimulatedFault(words)));
      };
      const leg = (arrive: () => void): void => {
        if (process.isOffline()) return clock.after(3, () => failed('offline', 'no line'));
        if (this.#storm(FAULTS.drop)) {
          if (random() < 0.5) clock.after(random() * 5, () => failed('drop', 'dropped'));
          return;
        }
        clock.after(random() * (this.#storm(FAULTS.delay) ? 90 : 4), arrive);
      };
      const answerOf = (): object => {
        if (number < this.#arrived) faults.happened('reorder');
        this.#arrived = Math.max(number, this.#arrived);
        if (ended && kind === 'push') faults.happened('lateCommit');
        if (clock.now < this.#office.awayUntil) throw new SimulatedFault('head office is away');
        if (clock.now > signedInUntil) {
          faults.happened('tokenExpired');
          throw new LoketFailure({ code: 'sign_in_expired', kind: 'person' });
        }
        this.#trace.note(`${clock.now} ${this.#userId} ${kind} ${collection} ${number}`);
        return serve();
      };
      if (stormy) clock.after(FAULTS.timeout, () => ended || failed('silence', 'timed out'));
      leg(() => {
        try {
          const answer = this.#spoil(answerOf(), cut);
          leg(() => end(() => resolve(answer)));
        } catch (refused) {
          leg(() => end(() => reject(refused as Error)));
        }
      });
      if (this.#storm(FAULTS.duplicate)) {
        clock.after(random() * 80, () => {
          faults.happened('duplicate');
          try {
            answerOf();
          } catch (refused) {
            if (!isExpected(refused)) throw refused;
          }
        });
      }
    });
  }

  #spoil(answer: object, cut: (answer: object) => object): unknown {
    if (!this.#storm(FAULTS.wrongAnswer)) return answer;
    const { random, faults } = this.#process;
    const luck = random();
    const kind = luck < 0.34 ? 'empty' : luck < 0.67 ? 'html' : 'truncated';
    faults.happened(kind);
    return kind === 'empty' ? {} : kind === 'html' ? PORTAL : cut(answer);
  }
}

/** What is left when the end of an answer is missing: `now` stands last. */
function shorter(answer: object): object {
  const { now: _lost, ...rest } = answer as { now?: unknown };
  return rest;
}
