import { join } from 'node:path';
import pino from 'pino';
import { openLog, readConfig, startServer, type RunningServer } from '#server/main.ts';
import { asError } from '#shared/errors/errors.ts';
import { rendererOut } from '../vite.renderer.ts';
import type { StartOptions } from './options.ts';

/**
 * Head office on the loopback interface, in this process: its PostgreSQL and its log stand in the data folder.
 *
 * @throws what `startServer` throws.
 */
export function startHeadOffice(options: StartOptions): Promise<RunningServer> {
  const config = readConfig({
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(options.port),
    LOKET_DATA: options.data,
    LOKET_RENDERER: rendererOut('production'),
  });
  const log = openLog(pino.destination({ dest: join(options.data, 'log', 'head-office.log'), mkdir: true }));
  return startServer(config, { log });
}

const sentences: Readonly<Record<string, (data: string) => string>> = {
  data_in_use: (data) => `Another Loket has ${data} open. Stop it, or name another folder: LOKET_DATA=…`,
  postgres_missing: () =>
    'The PostgreSQL that comes with Loket does not exist for this system; name one: DATABASE_URL=…',
  postgres_failed: (data) => `PostgreSQL does not start; why stands in ${join(data, 'log', 'postgres.log')}`,
  database_newer: (data) => `${data} was written by a newer Loket; it was left untouched. Update this one.`,
};

/** @returns why head office did not start, as a sentence for the person at the terminal. */
export function whyNot(thrown: unknown, options: Pick<StartOptions, 'data'>): string {
  const { code, detail } = asError(thrown);
  const sentence = sentences[code]?.(options.data);
  if (sentence !== undefined) return sentence;
  const why = code === 'unexpected' && thrown instanceof Error ? thrown.message : code;
  return `Head office does not start: ${why} ${detail === undefined ? '' : JSON.stringify(detail)}`.trimEnd();
}
