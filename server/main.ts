/** Head office as a program: `node dist/server/main.mjs`. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asError } from '#shared/errors/errors.ts';
import { readConfig } from './config.ts';
import { startServer } from './start.ts';

export { readConfig } from './config.ts';
export { openLog } from './http/app.ts';
export { makeDemo } from './jobs/demo/index.ts';
export { RULES } from './rules.ts';
export { startServer, type RunningServer } from './start.ts';

async function run(): Promise<void> {
  const server = await startServer(readConfig(process.env));
  process.stdout.write(`Loket head office: ${server.url}\n`);
  if (server.setupCode !== undefined) process.stdout.write(`Set-up code: ${server.setupCode}\n`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

const [, script] = process.argv;
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url))
  run().catch((thrown: unknown) => {
    const error = asError(thrown);
    const why = error.code === 'unexpected' && thrown instanceof Error ? thrown.message : error.code;
    process.stderr.write(`Loket head office does not start: ${why} ${JSON.stringify(error.detail ?? {})}\n`);
    process.exit(1);
  });
