/** How forms are mapped: what head office remembers for everybody, and what waits here for a line. */
import type { NewImportTemplate } from '#shared/api/import-templates.ts';
import type { ReferenceView } from '#shared/domain/reference-view.ts';
import type { Result } from '#shared/errors/errors.ts';
import type { KnownForm, LookedFile, Mapping } from '#shared/import/index.ts';
import type { DeskDatabase } from '../journal/database.ts';
import { isSignIn } from '../settlements.ts';

const WAITING = 'import-templates';
const MOST = 50;

export interface TemplatesOptions {
  readonly db: Pick<DeskDatabase, 'setting' | 'set'>;
  readonly reference: () => ReferenceView | undefined;
  readonly send: (template: NewImportTemplate) => Promise<Result<unknown>>;
}

export class Templates {
  readonly #options: TemplatesOptions;
  #queue: Promise<void> = Promise.resolve();
  /** What head office would not have: asked again with the next import, not at every connection. */
  readonly #refused = new Set<string>();

  constructor(options: TemplatesOptions) {
    this.#options = options;
  }

  async #waiting(): Promise<readonly NewImportTemplate[]> {
    return (await this.#options.db.setting<NewImportTemplate[]>(WAITING)) ?? [];
  }

  #then(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(work).catch(() => undefined);
    return this.#queue;
  }

  /** What was settled here last comes first. */
  async known(): Promise<readonly KnownForm[]> {
    const shared = this.#options.reference()?.importTemplates ?? [];
    const newestFirst = [...shared].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
    return [...(await this.#waiting()), ...newestFirst];
  }

  /** Keeps how the columns of these files were settled, and sends it when there is a line. */
  async remember(name: string, looked: readonly LookedFile[], mappings: readonly Mapping[]): Promise<void> {
    const settled = looked.flatMap((file, at): NewImportTemplate[] => {
      const fields = mappings[at]?.fields ?? [];
      const headings = file.columns.map(({ heading }) => heading.slice(0, 200));
      const corrected = file.columns.some(
        ({ field, by }, column) => by === 'content' || field !== fields[column],
      );
      // what the names of the columns say needs no remembering
      if (!corrected || headings.length > 200 || headings.every((heading) => heading === '')) return [];
      return [
        {
          name: name.slice(0, 120) || '-',
          headings,
          fields: headings.map((_, column) => fields[column] ?? ''),
        },
      ];
    });
    this.#refused.clear();
    if (settled.length === 0) return this.flush();
    const key = ({ headings }: NewImportTemplate): string => JSON.stringify(headings);
    const own = new Set(settled.map(key));
    void this.#then(async () => {
      const others = (await this.#waiting()).filter((one) => !own.has(key(one)));
      await this.#options.db.set(WAITING, [...settled, ...others].slice(0, MOST));
    });
    await this.flush();
  }

  /** Sends what waits; what cannot be sent now is sent another time. */
  flush(): Promise<void> {
    return this.#then(async () => {
      for (const template of await this.#waiting()) {
        const key = JSON.stringify(template);
        if (this.#refused.has(key)) continue;
        const sent = await this.#options.send(template);
        if (!sent.ok && (sent.error.kind === 'retryable' || isSignIn(sent.error.code))) return;
        // head office will not have it (whoever sent it may not): it stays good on this PC
        if (!sent.ok) {
          this.#refused.add(key);
          continue;
        }
        const rest = (await this.#waiting()).filter((one) => JSON.stringify(one) !== key);
        await this.#options.db.set(WAITING, rest);
      }
    });
  }
}
