/** A head office in memory with one stream that every desk reads: for tests of what a desk makes of its answers. */
import type { Snapshot } from '#shared/sync/document.ts';
import type { Checkpoint, PushAnswer, PushRow } from '#shared/sync/messages.ts';
import type { Net } from '#shared/sync/store.ts';
import { bucketOf, Summary } from '#shared/sync/summary.ts';

export class OneStreamOffice implements Net {
  readonly docs = new Map<string, { readonly version: Snapshot; readonly seq: number }>();
  /** What is said of a row instead of storing it. */
  refuse: (row: PushRow) => string | null = () => null;
  #seq = 0;
  /** Versions of what has left, by id: they count on. */
  readonly #left = new Map<string, number>();
  #now = { epoch: 'e1', scope: 's1', now: '2026-03-05T07:00:00.000Z' };

  /** Another desk's write. */
  put(id: string, content: Readonly<Record<string, unknown>>): void {
    const ver = (this.docs.get(id)?.version.ver || (this.#left.get(id) ?? 0)) + 1;
    this.#store({ ...content, id, rev: `${id}-there-${ver}`, ver, _deleted: false });
  }

  /** Out of the scope of every desk; `put` brings it back. */
  leave(id: string): void {
    this.#left.set(id, this.docs.get(id)?.version.ver ?? 0);
    const version = { id, rev: 'left', ver: 0, _deleted: true, _left: true };
    this.docs.set(id, { version, seq: ++this.#seq });
  }

  /** As from a backup made before the documents of these ids came; `ver` and positions count on where they were. */
  restore(epoch: string, lost: readonly string[]): void {
    this.#now = { ...this.#now, epoch };
    for (const id of lost) this.docs.delete(id);
  }

  /** The reader's rights change: these documents are not to be seen any more, and no event says so. */
  rescope(scope: string, hidden: readonly string[]): void {
    this.#now = { ...this.#now, scope };
    for (const id of hidden) this.docs.delete(id);
  }

  #store(version: Snapshot): void {
    this.docs.set(version.id, { version, seq: ++this.#seq });
  }

  get #checkpoint(): Checkpoint {
    return { all: this.#seq };
  }

  get #versions(): Snapshot[] {
    return [...this.docs.values()].map(({ version }) => version).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  #judge(row: PushRow): PushAnswer {
    const named = { id: row.id, rev: row.rev };
    const stored = this.docs.get(row.id)?.version;
    if (stored?.rev === row.rev) return { ...named, status: 'accepted', ver: stored.ver };
    if (stored && stored.rev !== row.base) return { ...named, status: 'conflict', master: stored };
    const code = this.refuse(row);
    if (code) return { ...named, status: 'rejected', code };
    const ver = (stored?.ver ?? 0) + 1;
    this.#store({ ...(row.doc as Snapshot), ver });
    return { ...named, status: 'accepted', ver };
  }

  async push(rows: readonly PushRow[]) {
    return { answers: rows.map((row) => this.#judge(row)), ...this.#now };
  }

  async pull(checkpoint: Checkpoint | null, limit: number) {
    const from = checkpoint?.['all'] ?? 0;
    const due = [...this.docs.values()].filter(({ seq }) => seq > from).sort((a, b) => a.seq - b.seq);
    const page = due.slice(0, limit);
    const more = due.length > limit;
    const rows = page.map(({ version }) => version);
    return { rows, checkpoint: { all: page.at(-1)?.seq ?? from }, more, ...this.#now };
  }

  async snapshot(after: string | null, limit: number) {
    const rest = this.#versions.filter(({ id }) => after === null || id > after);
    const rows = rest.slice(0, limit);
    const next = rest.length > limit ? (rows.at(-1)?.id ?? null) : null;
    return { rows, next, checkpoint: this.#checkpoint, total: this.docs.size, ...this.#now };
  }

  async digest(checkpoint: Checkpoint, list: readonly number[]) {
    const live = this.#versions.filter((version) => !version._deleted);
    const summary = new Summary();
    for (const version of live) summary.add(version);
    const entries = live.filter(({ id }) => list.includes(bucketOf(id))).map(({ id, rev }) => ({ id, rev }));
    const level = checkpoint['all'] === this.#seq;
    return level
      ? { level, buckets: summary.buckets(), entries, ...this.#now }
      : { level, buckets: [], entries: [], ...this.#now };
  }

  async fetch(ids: readonly string[]) {
    const left = (id: string) => ({ id, rev: 'left', ver: 0, _deleted: true, _left: true });
    return { rows: ids.map((id) => this.docs.get(id)?.version ?? left(id)), ...this.#now };
  }
}
