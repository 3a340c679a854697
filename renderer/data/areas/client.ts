/** The villages as screens ask for them: one Worker for the window, begun with the first question. */
import { wrap, type Remote } from 'comlink';
import type { Area } from './areas.ts';
import type { AreaWorker } from './worker.ts';

let remote: Remote<AreaWorker> | undefined;

/**
 * @param near code of a place whose surroundings come first
 * @returns villages whose name and what lies above it begin with the words of `text`; rejects when the tables cannot
 *   be read
 */
export async function searchAreas(text: string, near = '', limit = 12): Promise<readonly Area[]> {
  remote ??= wrap<AreaWorker>(
    new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'areas' }),
  );
  return remote.search(text, { near, limit });
}
