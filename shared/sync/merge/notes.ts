/** Free text that grew on two sides. */

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));
const isBlank = (line: string): boolean => line.trim() === '';

/** @returns whether `part` stands in `whole`, from the beginning of a line to the end of one. */
const within = (whole: string, part: string): boolean => `\n${whole}\n`.includes(`\n${part}\n`);

/** @returns whether `whole` has every line of `part`. */
function holds(whole: readonly string[], part: readonly string[]): boolean {
  const lines = new Set(whole);
  return part.every((line) => isBlank(line) || lines.has(line));
}

/**
 * Line by line, so that a text which holds both sides already stays as it is: what the later side wrote stands below
 * what the earlier one left, a line that is there already is not repeated, and one of the beginning that either side
 * took out is gone.
 * @returns the text with the lines of both sides
 */
export function joinNotes(base: string, earlier: string, later: string): string {
  if (within(later, earlier)) return later;
  if (within(earlier, later)) return earlier;
  const common = new Set(linesOf(base));
  const left = (own: string, other: string): string[] => {
    const there = new Set(linesOf(other));
    return linesOf(own).filter((line) => isBlank(line) || !common.has(line) || there.has(line));
  };
  const [first, second] = [left(earlier, later), left(later, earlier)];
  if (holds(second, first)) return second.join('\n');
  if (holds(first, second)) return first.join('\n');
  const known = new Set(first);
  const added = second.filter((line) => !isBlank(line) && !known.has(line));
  return `${first.join('\n').replace(/\n+$/, '')}\n${added.join('\n')}`;
}
