/** Entry of the shell's main process: what has to happen before Electron is ready, then the shell. */
import path from 'node:path';
import { app, crashReporter, protocol } from 'electron';
import { createDeepLinks } from './deep-links.ts';
import { live } from './lifecycle.ts';
import { createLogFile } from './log-file.ts';
import { reasonOf } from './log.ts';
import { SCHEME_PRIVILEGES } from './scheme.ts';
import { createShell } from './shell.ts';

app.enableSandbox();
// A shell run from its sources keeps a profile of its own, away from real work on the same computer.
app.setName(app.isPackaged ? 'Loket' : 'Loket Dev');
app.setAppUserModelId('id.loket.desk');
crashReporter.start({ uploadToServer: false });
protocol.registerSchemesAsPrivileged([SCHEME_PRIVILEGES]);

const { log, settled } = createLogFile(
  path.join(app.getPath('userData'), 'logs', 'shell.log'),
  () => new Date(),
);
process.on('uncaughtException', (thrown) => log(`uncaught: ${reasonOf(thrown)}`));
process.on('unhandledRejection', (thrown) => log(`unhandled: ${reasonOf(thrown)}`));

const links = createDeepLinks((link) => shell.send('deepLink', link));
const shell = createShell(links, log);

live({
  app,
  links,
  commandLine: process.argv,
  sources: app.isPackaged ? undefined : { program: process.execPath, script: app.getAppPath() },
  start: () => shell.start(),
  show: () => shell.show(),
  settle: async () => {
    await shell.settle();
    await settled();
  },
  failed: (thrown) => {
    log(`the shell did not start: ${reasonOf(thrown)}`);
    void settled().finally(() => app.exit(1));
  },
});
