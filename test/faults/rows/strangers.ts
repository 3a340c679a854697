/** Rows 6, 8 and 10: answers that are not head office's, or not whole. */
import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createHttpRelay } from '#electron/main/http-relay.ts';
import { HOST_ERROR_TEXTS } from '#renderer/i18n/errors-host.ts';
import type { KeyPair } from '../line.ts';
import { type Fault, PORTAL } from '../proxy.ts';
import { must, type Row, same, until } from '../row.ts';
import { agrees, arrivedOnce } from '../truth.ts';

export const portal: Row = {
  number: 6,
  name: 'captive portal answers 200 with HTML',
  expected:
    'shown as offline with its reason; nothing counts as sent; everything goes when the portal is gone',
  async run(world) {
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url, path: '/?screens' });
    proxy.rule = ({ path }) => (path.startsWith('/api/') ? PORTAL : undefined);
    await proxy.line.cut();
    await proxy.line.mend();
    const saved = await desk.registerMany(3, 'di balik portal');
    await until(
      'the portal was met',
      async () => (await desk.state()).reason?.code === 'portal',
      60,
      () => desk.state(),
    );
    const said = await desk.state();
    same(said.kind, 'offline', 'what is said');
    const unsent = await desk.waiting(9);
    await desk.page
      .getByText(new RegExp(`^Offline sejak .*${unsent} perubahan`))
      .first()
      .waitFor();
    // a document's answer from a portal that speaks JSON is no answer either
    proxy.rule = ({ path }) =>
      path.startsWith('/api/')
        ? { kind: 'answer', status: 200, type: 'application/json', body: '{}' }
        : undefined;
    await desk.sendNow();
    same(await desk.waiting(9), unsent, 'changes that wait after an empty object');
    proxy.rule = undefined;
    await desk.sendNow();
    await desk.synced();
    await arrivedOnce(world.office.db, saved);
    await agrees(world.office.db, desk);
  },
};

/** A certificate for this computer that nobody has signed. */
async function selfSigned(name: string): Promise<KeyPair> {
  const folder = await mkdtemp(join(tmpdir(), 'loket-certificate-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
    const made = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'];
    await promisify(execFile)('openssl', ['req', ...made, ...subject, '-keyout', key, '-out', cert]);
    return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const fingerprint = ({ cert }: KeyPair): string =>
  createHash('sha256')
    .update(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');

export const interception: Row = {
  number: 8,
  name: 'TLS interception',
  expected:
    'Chromium trusts head office by its key; another certificate is refused before one byte of a request leaves, the work waits, a reload is refused too; the shell explains it in words (its relay is given the refusal that Chromium made here), in a browser Chromium itself does',
  async run(world) {
    const [honest, stranger] = [await selfSigned('Kantor pusat'), await selfSigned('Penyadap')];
    const proxy = await world.proxy(world.office.url, honest);
    const flags = [`--ignore-certificate-errors-spki-list=${fingerprint(honest)}`];
    const desk = await world.desk({ url: proxy.url, flags });
    proxy.line.certify(stranger);
    const before = proxy.seen.length;
    const saved = [await desk.register('ada yang menyadap')];
    await until(
      'the desk notices',
      async () => (await desk.state()).reason !== null,
      60,
      () => desk.state(),
    );
    await desk.sendNow();
    const said = await desk.state();
    must(said.kind === 'unreachable' || said.kind === 'offline', `said ${said.kind}`);
    await desk.waiting(3);
    same(proxy.seen.length, before, 'requests that the stranger could read');
    const tab = await desk.browser.context.newPage();
    const refusal = await tab.goto(proxy.url).then(
      () => '',
      (thrown: unknown) => String(thrown),
    );
    await tab.close();
    const named = /net::ERR_CERT_\w+/.exec(refusal)?.[0] ?? '';
    must(named, `a new page was not refused: ${refusal.slice(0, 200)}`);
    // the shell asks by the same network stack and hears the same refusal by its name
    const relay = createHttpRelay(
      () => Promise.reject(new Error(named)),
      () => proxy.url,
      () => undefined,
    );
    const heard = await relay.open({ id: 'one', method: 'GET', url: `${proxy.url}/api/setup`, headers: {} });
    same(heard.ok ? '' : heard.error.code, 'host.tlsRefused', 'what the shell makes of it');
    const words = HOST_ERROR_TEXTS['host.tlsRefused'];
    must(
      /tidak dipercaya/.test(words.id) && /not trusted/.test(words.en),
      'it is explained in both languages',
    );
    proxy.line.certify(honest);
    await desk.sendNow();
    await desk.synced();
    await arrivedOnce(world.office.db, saved);
    await agrees(world.office.db, desk);
    world.note(`refused as ${named}`);
  },
};

export const brokenBody: Row = {
  number: 10,
  name: 'truncated or broken gzip body',
  expected:
    'the page is asked for again from the same checkpoint, for each of: half a gzip body sent as if whole, one with bytes turned over, one that breaks off',
  async run(world) {
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url });
    const beside = await world.desk({ name: 'Loket 2' });
    const checkpoints = (): string[] =>
      proxy.seen
        .filter(({ path }) => path.endsWith('/complaints/pull'))
        .map(({ body }) => JSON.stringify((JSON.parse(body) as { checkpoint: unknown }).checkpoint));
    const faults: readonly Fault[] = [
      { kind: 'truncate', part: 0.5 },
      { kind: 'garble' },
      { kind: 'cut', bytes: 700 },
    ];
    for (const fault of faults) {
      // all of them in one page
      await proxy.line.cut();
      await beside.registerMany(8, fault.kind);
      await beside.synced();
      await proxy.line.mend();
      const asked = checkpoints().length;
      const broken = proxy.next(/\/complaints\/pull$/, fault);
      await desk.sendNow();
      await broken;
      await until('the page was asked for again', () => checkpoints().length >= asked + 2);
      const [first, second] = checkpoints().slice(asked);
      same(second, first, `${fault.kind}: the checkpoint moved`);
      await desk.sendNow();
      await desk.synced();
      await agrees(world.office.db, desk);
      must(checkpoints().at(-1) !== first, 'the checkpoint moves in the end');
    }
  },
};
