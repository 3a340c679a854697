import { bundleIfStale } from '#build/bundle.ts';

/** Before the first e2e file: the renderer with its test hooks and the server, built if their sources changed. */
export async function setup(): Promise<void> {
  await bundleIfStale('e2e');
}
