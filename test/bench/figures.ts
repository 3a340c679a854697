/** Figures of a run: medians, and how contestants compare. */

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

export class Figures {
  readonly #taken = new Map<string, number[]>();

  /** @param ms one measurement of what is called `name` */
  add(name: string, ...ms: readonly number[]): void {
    this.#taken.set(name, [...(this.#taken.get(name) ?? []), ...ms]);
  }

  median(name: string): number {
    return median(this.#taken.get(name) ?? []);
  }

  /** @returns how long `one` takes of what `other` takes, by medians, to two digits. */
  ratio(one: string, other: string): number {
    return Math.round((this.median(one) / this.median(other)) * 100) / 100;
  }

  /** @returns one line for each name: median, least, most, in ms. */
  lines(): string[] {
    return [...this.#taken].map(([name, values]) => {
      const shown = [median(values), Math.min(...values), Math.max(...values)].map((ms) =>
        ms.toFixed(ms < 100 ? 1 : 0),
      );
      return `${name.padEnd(24)} median ${shown[0]} ms (${shown[1]} to ${shown[2]}, ${values.length} times)`;
    });
  }
}
