/**
 * Head office as SPEC.md wants it, in memory and written apart from the server: rules 21 to 24, a scope for each desk,
 * and a backup that can be restored.
 */
import type { Snapshot } from '#shared/sync/document.ts';
import type {
  Checkpoint,
  DigestResponse,
  FetchResponse,
  PullResponse,
  PushAnswer,
  PushResponse,
  PushRow,
  SnapshotResponse,
  WireDocument,
} from '#shared/sync/messages.ts';
import { bucketOf, Summary } from '#shared/sync/summary.ts';

type Verdict = { status: 'accepted'; ver: number } | { status: 'rejected'; code: string };

interface State {
  docs: Map<string, { version: Snapshot; seq: number }>;
  /** `desk/id` → seq of the last change of scope, and whether the document is outside. */
  scope: Map<string, { outside: boolean; seq: number }>;
  answered: Map<string, Verdict>;
  seq: number;
}

const copy = <T>(value: T): T => structuredClone(value);

export class HeadOffice {
  #state: State = { docs: new Map(), scope: new Map(), answered: new Map(), seq: 0 };
  #backup: State | null = null;
  #epoch = 1;
  readonly #refuse: (doc: Snapshot) => string | null;
  onChange: () => void = () => undefined;

  constructor(refuse: (doc: Snapshot) => string | null) {
    this.#refuse = refuse;
  }

  get docs(): ReadonlyMap<string, Snapshot> {
    return new Map([...this.#state.docs].map(([id, stored]) => [id, stored.version]));
  }

  isOutside(desk: number, id: string): boolean {
    return this.#state.scope.get(`${desk}/${id}`)?.outside ?? false;
  }

  /** The document leaves a desk's scope, or comes back. */
  place(desk: number, id: string, outside: boolean): void {
    this.#state.scope.set(`${desk}/${id}`, { outside, seq: ++this.#state.seq });
    this.onChange();
  }

  backup(): void {
    this.#backup = copy(this.#state);
  }

  /** Last night's backup is taken back: a new incarnation. */
  restore(): void {
    if (!this.#backup) return;
    this.#state = copy(this.#backup);
    this.#epoch++;
    this.onChange();
  }

  #answer(desk: number, row: PushRow): PushAnswer {
    const stored = this.#state.docs.get(row.id)?.version;
    const outside = this.isOutside(desk, row.id);
    const named = { id: row.id, rev: row.rev };
    const known = this.#state.answered.get(`${row.id}|${row.rev}`);
    if (known) {
      const newer =
        stored && !outside && stored.ver > ('ver' in known ? known.ver : 0) ? { master: stored } : {};
      return { ...named, ...known, ...newer };
    }
    if (outside) return { ...named, status: 'rejected', code: 'unknown_reference' };
    if (stored && stored.rev !== row.base) return { ...named, status: 'conflict', master: stored };
    const code = this.#refuse(row.doc);
    if (code) {
      this.#state.answered.set(`${row.id}|${row.rev}`, { status: 'rejected', code });
      return { ...named, status: 'rejected', code, ...(stored ? { master: stored } : {}) };
    }
    const ver = (stored?.ver ?? 0) + 1;
    const version: Snapshot = { ...row.doc, rev: row.rev, ver, server: { at: `t${this.#state.seq + 1}` } };
    this.#state.docs.set(row.id, { version, seq: ++this.#state.seq });
    this.#state.answered.set(`${row.id}|${row.rev}`, { status: 'accepted', ver });
    return { ...named, status: 'accepted', ver, server: { ...version.server } };
  }

  push(desk: number, rows: readonly PushRow[]): PushResponse {
    const before = this.#state.seq;
    const answers = rows.map((row) => copy(this.#answer(desk, copy(row))));
    if (this.#state.seq > before) this.onChange();
    return { answers, epoch: `e${this.#epoch}`, now: '' };
  }

  pull(desk: number, checkpoint: Checkpoint | null, limit: number): PullResponse {
    const from = checkpoint?.['all'] ?? 0;
    const due = [...this.#state.docs.values()]
      .map(({ version, seq }) => {
        const scope = this.#state.scope.get(`${desk}/${version.id}`);
        const row = scope?.outside
          ? { id: version.id, rev: version.rev, ver: version.ver, _deleted: false, _left: true }
          : version;
        return { row, seq: Math.max(seq, scope?.seq ?? 0) };
      })
      .filter(({ seq }) => seq > from)
      .sort((a, b) => a.seq - b.seq);
    const page = due.slice(0, limit);
    return copy({
      rows: page.map(({ row }) => row),
      checkpoint: { all: page.at(-1)?.seq ?? from },
      more: due.length > page.length,
      epoch: `e${this.#epoch}`,
      scope: `desk ${desk}`,
      now: '',
    });
  }

  /** What a desk may see now, in the order of ids. */
  #visible(desk: number): Snapshot[] {
    return [...this.docs.values()]
      .filter((doc) => !doc._deleted && !this.isOutside(desk, doc.id))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  snapshot(desk: number, after: string | null, limit: number): SnapshotResponse {
    const all = this.#visible(desk);
    const due = all.filter((doc) => after === null || doc.id > after);
    const rows = due.slice(0, limit);
    return copy({
      rows,
      next: due.length > rows.length ? (rows.at(-1)?.id ?? null) : null,
      checkpoint: { all: this.#state.seq },
      total: all.length,
      ...this.#stamp(desk),
    });
  }

  digest(desk: number, checkpoint: Checkpoint, list: readonly number[]): DigestResponse {
    const level = this.pull(desk, checkpoint, 1).rows.length === 0;
    const summary = new Summary();
    const all = level ? this.#visible(desk) : [];
    for (const doc of all) summary.add(doc);
    const entries = all.filter(({ id }) => list.includes(bucketOf(id))).map(({ id, rev }) => ({ id, rev }));
    return { level, buckets: level ? summary.buckets() : [], entries, ...this.#stamp(desk) };
  }

  fetch(desk: number, ids: readonly string[]): FetchResponse {
    const rows = ids.map((id): WireDocument => {
      const doc = this.isOutside(desk, id) ? undefined : this.docs.get(id);
      return doc ?? ({ id, rev: 'left', ver: 0, _deleted: true, _left: true } as WireDocument);
    });
    return copy({ rows, ...this.#stamp(desk) });
  }

  #stamp(desk: number): { readonly epoch: string; readonly scope: string; readonly now: string } {
    return { epoch: `e${this.#epoch}`, scope: `desk ${desk}`, now: '' };
  }

  /** @returns whether a desk at this checkpoint has seen everything of this incarnation. */
  isLevel(desk: number, checkpoint: Checkpoint | null, epoch: string | null): boolean {
    return epoch === `e${this.#epoch}` && this.pull(desk, checkpoint, 1).rows.length === 0;
  }
}
