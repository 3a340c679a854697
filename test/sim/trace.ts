/** Everything that happens in a schedule, as one number: two courses with the same hash were the same. */
export class Trace {
  /** Kept only when somebody wants to read it. */
  readonly lines: string[] | null;
  #a = 0x811c9dc5;
  #b = 0x9dc5811c;

  constructor(keep = false) {
    this.lines = keep ? [] : null;
  }

  note(line: string): void {
    let [a, b] = [this.#a, this.#b];
    for (let i = 0; i < line.length; i++) {
      const code = line.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ (code + i), 0x5bd1e995);
    }
    this.#a = Math.imul(a ^ 10, 0x01000193);
    this.#b = b ^ (b >>> 15);
    this.lines?.push(line);
  }

  /** @returns 16 hex digits over all lines so far, in their order. */
  hash(): string {
    return [this.#a, this.#b].map((n) => (n >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
