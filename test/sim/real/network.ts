/** A network that loses, doubles, delays, cuts and falsifies what passes between a desk and head office. */
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Net } from '#shared/sync/store.ts';
import type { Process } from './disk.ts';
import { Fault, TIMEOUT } from './faults.ts';
import { EXPIRED, type Office } from './office.ts';
import { strikes } from './world.ts';

const PORTAL = '<html><body>Silakan masuk ke jaringan hotel</body></html>';

/** @returns the line of one process of a desk to head office, for one collection. */
export function netOf(process: Process, office: Office, collection: CollectionName, renew: () => void): Net {
  const { world, desk } = process;
  const { clock, random, trace } = world;

  const call = (verb: string, body: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      let ended = false;
      const end = (action: () => void): void => {
        if (ended) return;
        ended = true;
        if (process.alive) action();
      };
      const fail = (why: string): void => {
        trace.note(clock.now, desk, verb, collection, why);
        end(() => reject(new Fault(why)));
      };
      clock.after(TIMEOUT, () => end(() => reject(new Fault('timed out'))));

      const leg = (arrive: () => void, late = false): void => {
        if (strikes(world, 'drop')) clock.after(random() * 5, () => fail('dropped'));
        else if (strikes(world, 'silence')) trace.note(clock.now, desk, verb, 'silence');
        else if (late) clock.after(TIMEOUT + random() * 40, arrive);
        else clock.after(random() * (strikes(world, 'reorder') ? TIMEOUT : 3), arrive);
      };
      const arrive = (answered: (answer: string, run: number) => void): void => {
        if (clock.now < office.downUntil) return fail('nobody there');
        const { run } = office;
        clock
          .work(() => office.serve(desk, verb, collection, text))
          .then(
            (answer) => answered(answer, run),
            (thrown: unknown) => {
              if (!(thrown instanceof Error) || thrown.message !== EXPIRED) {
                world.findings.diverged.add(`${verb} ${collection} threw ${String(thrown)}`);
                trace.note(clock.now, desk, verb, String(thrown instanceof Error ? thrown.stack : thrown));
              }
              fail('refused');
              if (process.alive) renew();
            },
          );
      };
      const answered = (answer: string, run: number): void =>
        leg(() => {
          if (run !== office.run) return fail('connection reset');
          const wrong = falsified(answer);
          end(() => {
            try {
              resolve(wrong === PORTAL ? wrong : JSON.parse(wrong));
            } catch {
              reject(new Fault('not JSON'));
            }
          });
        });
      leg(() => arrive(answered), strikes(world, 'lateCommit'));
      if (strikes(world, 'duplicate')) clock.after(random() * 80, () => arrive(() => undefined));
    });

  const falsified = (answer: string): string => {
    if (strikes(world, 'html')) return PORTAL;
    if (strikes(world, 'empty')) return '{}';
    if (strikes(world, 'truncated')) return answer.slice(0, Math.floor(random() * answer.length));
    return answer;
  };

  return {
    push: (rows) => call('push', { rows }),
    pull: (checkpoint, limit) => call('pull', { checkpoint, limit }),
    snapshot: (after, limit) => call('snapshot', { after, limit }),
    digest: (checkpoint, list) => call('digest', { checkpoint, list }),
    fetch: (ids) => call('fetch', { ids }),
  };
}
