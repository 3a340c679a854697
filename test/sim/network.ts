/** A network that loses, doubles, delays and falsifies what passes between a desk and head office. */
import type { Net } from '#shared/sync/store.ts';
import { FAULTS, SimulatedFault } from './faults.ts';
import type { HeadOffice } from './head-office.ts';
import type { Process } from './disk.ts';

const PORTAL = '<html><body>Silakan masuk ke jaringan hotel</body></html>';

/** @returns the product's network towards head office, as one process of desk `desk` has it. */
export function netOf(process: Process, headOffice: HeadOffice, desk: number): Net {
  const { clock, random } = process;
  const storm = (probability: number): boolean => process.isStormy() && random() < probability;

  const call = (serve: () => unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      let ended = false;
      const end = (action: () => void): void => {
        if (ended) return;
        ended = true;
        if (process.alive) action();
      };
      const leg = (arrive: () => void): void => {
        if (storm(FAULTS.drop)) {
          if (random() < 0.5)
            clock.after(random() * 5, () => end(() => reject(new SimulatedFault('dropped'))));
          return;
        }
        clock.after(random() * (storm(FAULTS.delay) ? 90 : 4), arrive);
      };
      if (process.isStormy()) {
        clock.after(FAULTS.timeout, () => end(() => reject(new SimulatedFault('timed out'))));
      }
      leg(() => {
        const answer = serve();
        const wrong = storm(FAULTS.wrongAnswer) ? (random() < 0.5 ? {} : PORTAL) : undefined;
        leg(() => end(() => resolve(wrong ?? answer)));
      });
      if (storm(FAULTS.duplicate)) clock.after(random() * 80, () => void serve());
    });

  return {
    push: (rows) => call(() => headOffice.push(desk, rows)),
    pull: (checkpoint, limit) => call(() => headOffice.pull(desk, checkpoint, limit)),
    snapshot: (after, limit) => call(() => headOffice.snapshot(desk, after, limit)),
    digest: (checkpoint, list) => call(() => headOffice.digest(desk, checkpoint, list)),
    fetch: (ids) => call(() => headOffice.fetch(desk, ids)),
  };
}
