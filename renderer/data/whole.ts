import type { WrittenBy } from '#shared/domain/base.ts';

interface Written {
  readonly command?: WrittenBy | undefined;
}

/**
 * Rule 42: what a command did is whole here when the entry of the timeline, which travels last, has come.
 * @param doc a document whose commands all write an entry that stands where it stands (a complaint, a customer with
 *   the records joined into it, an agreement)
 * @param entries those of its timeline that are here
 */
export function isWhole(doc: Written, entries: readonly Written[]): boolean {
  const { command } = doc;
  return !command || command.parts <= 1 || entries.some((entry) => entry.command?.id === command.id);
}
