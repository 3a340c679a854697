/** The demo's customer books and how they get into a head office that was just started. */
import { readFile } from 'node:fs/promises';
import { makeDemo, RULES, type RunningServer } from '#server/main.ts';

const book = async (name: string) => ({
  name,
  content: new Uint8Array(await readFile(new URL(name, import.meta.url))),
});

/**
 * @param server an empty head office, running
 * @returns the accounts to sign in by
 */
export async function seedDemo(server: Pick<RunningServer, 'db'>) {
  return makeDemo({
    db: server.db,
    rules: RULES,
    books: { NGW: await book('buku-ngawi.xlsx'), JAP: await book('buku-finance.xlsx') },
    now: new Date(),
    onProgress: (branch, done, total) => console.log(`  ${branch}: ${done} / ${total}`),
  });
}
