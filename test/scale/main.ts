/**
 * `npm run scale [-- restored|reconnected|month-offline|import|import-offline] [--desks N] [--documents N] [--rows N]`:
 * what many desks, long absences and large books cost. Figures are printed, not judged; lost, diverged or starved is judged: then it ends with 1.
 */
import { parseArgs } from 'node:util';
import { bundleIfStale } from '#build/bundle.ts';
import { ensureChromium } from '#build/start/browser.ts';
import { importBook } from './import-book.ts';
import { monthOffline } from './month-offline.ts';
import { reconnected } from './reconnected.ts';
import { restored } from './restored.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    desks: { type: 'string' },
    documents: { type: 'string', default: '10000' },
    rows: { type: 'string', default: '20000' },
  },
});
const wanted = new Set(positionals.length > 0 ? positionals : ['restored', 'reconnected', 'month-offline']);
const figures: Record<string, unknown> = {};
let failed = false;
const tell = (name: string, made: object): void => {
  figures[name] = made;
  console.log(`${name}: ${JSON.stringify(made)}`);
};

if (wanted.has('restored')) {
  const made = await restored(Number(values.desks ?? 50));
  failed ||= made.lost + made.refused + made.diverged + made.duplicatedNumbers > 0;
  tell('restored', made);
}
if (wanted.has('reconnected')) {
  const made = await reconnected(Number(values.desks ?? 500));
  failed ||= made.starved > 0;
  tell('reconnected', made);
}
if (wanted.has('month-offline')) {
  const chromium = ensureChromium();
  if (!chromium.ok) {
    console.error(chromium.message);
    process.exit(1);
  }
  process.env['LOKET_CHROMIUM'] = chromium.path;
  tell('month-offline', await monthOffline(Number(values.documents)));
}
if (wanted.has('import') || wanted.has('import-offline')) {
  const chromium = ensureChromium();
  if (!chromium.ok) {
    console.error(chromium.message);
    process.exit(1);
  }
  process.env['LOKET_CHROMIUM'] = chromium.path;
  await bundleIfStale('e2e');
  for (const [name, offline] of [
    ['import', false],
    ['import-offline', true],
  ] as const)
    if (wanted.has(name)) tell(name, await importBook(Number(values.rows), offline));
}
console.log(JSON.stringify(figures));
process.exit(failed ? 1 : 0);
