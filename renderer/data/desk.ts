/** The desk of a window: assembles everything under `renderer/data` behind `Desk`. */
import type { Actor } from '#shared/domain/actor.ts';
import type { Schemas } from '#shared/domain/migrations.ts';
import { fail, type LoketError, ok } from '#shared/errors/errors.ts';
import type { Host } from '#shared/host/host.ts';
import { type Branch, openBranch } from './branch.ts';
import { AGREED_AT, deskLeaving } from './desk-leaving.ts';
import { admit, isNewerDatabase, pastOf, settleFormat, unsentIn } from './desk-opening.ts';
import { runnerOf } from './desk-runner.ts';
import { deskSync } from './desk-sync.ts';
import type { Desk, DeskStatus, PastDesk, SyncStatus } from './desk-types.ts';
import { deskWipe } from './desk-wipe.ts';
import { openDirectory } from './directory/directory.ts';
import { openDrafts } from './drafts.ts';
import { DeskDatabase } from './journal/database.ts';
import { fileMirror } from './journal/mirror.ts';
import type { CommandRunner } from './journal/runner.ts';
import { Cell, constant } from './live.ts';
import { lockWindow, type WindowLock } from './lock.ts';
import { MergeHistory } from './merge-history.ts';
import { liveDoc, liveList } from './reading.ts';
import { hashPassword } from './session/argon.ts';
import { chooseHeadOffice } from './session/head-office.ts';
import { dataNameOf, type DeskMarker, markerOf, readMarker, writeMarker } from './session/marker.ts';
import { secretsOf } from './session/secrets.ts';
import { Sessions } from './session/sessions.ts';
import { Settlements } from './settlements.ts';
import { storageEstimate } from './storage-estimate.ts';
import { hasRoom, storageError, unlessFull } from './storage-errors.ts';
import { Authorized } from './sync/authorized.ts';
import { DeskClock } from './sync/clock.ts';
import { type Connection, openConnection } from './sync/connection.ts';
import { IDLE_STATUS } from './sync/engine.ts';
import { requestsTo } from './sync/requests.ts';

export interface DeskOptions {
  readonly host: Host;
  /** Begins the page anew; unless given, the browser's own reload. */
  readonly reload?: () => void;
  /** Versions of the collections; the product's own unless given. */
  readonly schemas?: Schemas;
}

const CLOCK_OFFSET = 'clock-offset';
const LEASE_CHECK_MS = 30_000;
const notReady = () => fail('not_ready', 'retryable');

/** Opens the desk. Resolves when its status is known; what goes wrong is in `status` and `failure`, never thrown. */
export async function createDesk(options: DeskOptions): Promise<Desk> {
  const { host, schemas, reload = () => location.reload() } = options;
  const status = new Cell<DeskStatus>('starting');
  const failure = new Cell<LoketError | null>(null);
  const past = new Cell<PastDesk | undefined>(undefined);
  const reader = new Cell<Actor | undefined>(undefined);
  const branch = new Cell<Branch | undefined>(undefined);
  const connection = new Cell<Connection | undefined>(undefined);
  const clock = new DeskClock();
  const db = new DeskDatabase();
  const mirror = fileMirror();
  const directory = openDirectory();
  const drafts = openDrafts(db, () => clock.now());
  const secrets = secretsOf(host, db);
  let marker: DeskMarker | undefined;
  let rescued = 0;
  /** The databases are being closed on purpose. */
  let gone = false;
  const sessions = new Sessions({
    db,
    secrets,
    clock,
    requestsTo: (origin) => requestsTo(host.http, () => origin, clock),
    choose: (origin) => chooseHeadOffice(host, origin),
    machineId: () => host.machineId(),
    hash: hashPassword,
    past: () => marker,
    unsent: () => unsentWork(),
  });
  const { identity, session } = sessions;
  const authorized = new Authorized(
    requestsTo(host.http, () => identity.get()?.serverUrl ?? '', clock),
    sessions,
  );
  const state = new Cell<SyncStatus>({ ...IDLE_STATUS, clock: clock.state.get() });
  let runner: CommandRunner | undefined;
  let lock: WindowLock | undefined;
  const history = new MergeHistory({
    db,
    now: () => clock.now(),
    run: (name, args) => runner?.run(name, args) ?? Promise.resolve(notReady()),
    tell: (note) => connection.get()?.engine.merged(note),
  });

  const failed = (error: LoketError): void => {
    failure.set(error);
    status.set('failed');
  };

  /** What head office does not have of this PC, also of one that has lost its identity. */
  const unsentWork = async (): Promise<number> => {
    const opened = branch.get();
    if (opened) return opened.countUnsent();
    return rescued + (marker ? await unsentIn(marker.data) : 0);
  };

  const tellUnsent = (): void => {
    const watch = branch.get()?.unsent;
    if (!watch) return;
    const [pending, rejected] = [watch.unsent.get().length, sync.quarantine.get().length];
    connection.get()?.engine.tell({ pending, rejected });
    state.set({ ...state.get(), pending, rejected });
    void host.setBadge(rejected);
    void host.update.reportUnsent(pending);
  };
  const settlements = new Settlements({ db, send: (...request) => authorized.send(...request) });
  const sync = deskSync({ state, branch, connection, reader, db, settlements, now: () => clock.now() });

  const openOwnBranch = async (): Promise<void> => {
    const own = identity.get();
    if (!own || branch.get()) return;
    const opened = await openBranch({
      ...{ name: dataNameOf(own), desk: db, directory, reader, mirror, history },
      ...(schemas ? { schemas } : {}),
      now: () => clock.now(),
      unsentChanged: tellUnsent,
    });
    branch.set(opened);
    await settleFormat(db, schemas);
    marker = markerOf(own, clock.now());
    await writeMarker(host.marker, marker);
    runner = runnerOf(opened, reader, sessions.desk, clock);
  };

  const connectPerson = async (): Promise<void> => {
    const [opened, at] = [branch.get(), session.get()];
    if (!opened || !at || connection.get()) return;
    await drafts.show(at.actor.userId);
    // what was lost here is being fetched again: until then nothing is in agreement
    const agreed = opened.rebuilt.length > 0 ? null : await db.setting<string>(AGREED_AT);
    const made = openConnection({
      ...{ branch: opened, authorized, clock, host, dataAsOf: agreed ?? null, onMerged: history.merged },
      async onAgreed(time) {
        await unlessFull(db.set(AGREED_AT, time));
        await unlessFull(db.set(CLOCK_OFFSET, clock.state.get().offset));
        void history.flush();
        void settlements.flush();
        made.engine.tell({ storageLow: (await storageEstimate()).low });
      },
    });
    made.engine.state.subscribe(() => state.set(made.engine.state.get()));
    connection.set(made);
    void history.flush();
    tellUnsent();
    status.set('ready');
  };

  const disconnectPerson = async (): Promise<void> => {
    const made = connection.get();
    connection.set(undefined);
    await made?.close();
    await drafts.show(undefined);
  };

  const closeAll = async (): Promise<void> => {
    clearInterval(leaseCheck);
    await disconnectPerson().catch(() => undefined);
    directory.close();
    await branch
      .get()
      ?.close()
      .catch(() => undefined);
    db.close();
  };

  const wipe = deskWipe({
    ...{ host, db, mirror, status, past, own: sessions.desk, close: closeAll, unsent: unsentWork },
    requestsTo: (origin) => requestsTo(host.http, () => origin, clock),
    now: () => clock.now(),
  });
  sessions.onAccess = (token) => authorized.use(token);
  // what is left when it cannot go on is destroyed at the next start
  sessions.onRevoked = () => {
    if (gone) return;
    gone = true;
    wipe.begin().catch(() => undefined);
  };

  const checkLease = async (): Promise<void> => {
    if (!(await sessions.checkLease())) return;
    await disconnectPerson();
    status.set('signed-out');
  };
  const leaseCheck = setInterval(() => void checkLease().catch(() => undefined), LEASE_CHECK_MS);
  session.subscribe(() => {
    reader.set(session.get()?.actor);
    void directory.setReader(session.get()?.actor ?? null);
    tellUnsent();
    void checkLease().catch(() => undefined);
  });
  // the browser has closed it by itself: no room at all, the data was damaged, or somebody has deleted it
  db.on('close', () => {
    if (gone) return;
    void hasRoom().then((room) => {
      if (room) failed({ code: 'database_failed', kind: 'person', detail: { reason: 'closed' } });
      else failed({ code: 'storage_full', kind: 'person' });
    });
  });

  const start = async (wait: boolean): Promise<void> => {
    try {
      lock ??= await lockWindow(wait);
      if (!lock) return status.set('locked-by-other-window');
      status.set('starting');
      marker = await readMarker(host.marker);
      if (marker?.wipe) {
        gone = true;
        marker = await wipe.goOn(marker);
        return;
      }
      if (await isNewerDatabase(db)) return status.set('newer-data');
      await db.open();
      const admitted = await admit(db, schemas);
      if (!admitted.ok) return failed(admitted.error);
      if (admitted.value === 'newer') return status.set('newer-data');
      clock.remember((await db.setting<number>(CLOCK_OFFSET)) ?? 0);
      await sessions.load();
      if (!identity.get() && marker) {
        rescued = (await mirror.all().catch(() => [])).length;
        past.set(pastOf(marker, rescued));
        return status.set('lost');
      }
      await openOwnBranch();
      if (session.get()) await connectPerson();
      else status.set(identity.get() ? 'signed-out' : 'unenrolled');
    } catch (thrown) {
      failed(storageError(thrown).error);
    }
  };

  const leaving = deskLeaving({
    ...{ host, db, mirror, closeAll },
    end: () => {
      lock?.release();
      reload();
    },
  });

  const preferenceKey = (key: string, scope: 'pc' | 'user' = 'user'): string =>
    scope === 'pc' ? `preference/${key}` : `preference/${session.get()?.actor.userId ?? ''}/${key}`;

  const desk: Desk = {
    ...{ status, failure, identity, session, past, directory, drafts, sync },
    sessionEnd: sessions.ended,
    mustEnrol: sessions.desk.mustEnrol,
    takeOver: () => start(true),
    connect: (url) => sessions.connect(url),
    async enrol(request) {
      const old = branch.get()?.name ?? marker?.data;
      const enrolled = await sessions.enrol(request);
      if (!enrolled.ok) return enrolled;
      await disconnectPerson();
      past.set(undefined);
      if (old !== undefined && old !== dataNameOf(enrolled.value)) {
        gone = true;
        await leaving.branch(old);
      } else {
        await openOwnBranch();
        marker = markerOf(enrolled.value, clock.now());
        await writeMarker(host.marker, marker);
        status.set('signed-out');
      }
      return enrolled;
    },
    async signIn(request) {
      const signedIn = await sessions.signIn(request);
      if (!signedIn.ok) return signedIn;
      // the same person again, after the tokens had expired
      if (connection.get()) connection.get()?.engine.refreshed();
      else await connectPerson();
      return signedIn;
    },
    async signOut() {
      await disconnectPerson();
      await authorized.signOut();
      await sessions.signOut();
      status.set('signed-out');
    },
    async leaveDemo() {
      if (!identity.get()?.demo) return fail('not_demo');
      gone = true;
      await sessions.signOut();
      await leaving.demo(branch.get()?.name);
      return ok(undefined);
    },
    async beginAnew() {
      const left = await readMarker(host.marker);
      if (status.get() !== 'revoked' || !left?.wipe) return;
      await wipe.goOn(left);
      await leaving.wiped();
    },
    async run(name, args, { draftId } = {}) {
      if (!runner) return notReady();
      const done = await runner.run(name, args, draftId);
      if (done.ok && draftId !== undefined) drafts.consumed(draftId);
      return done;
    },
    doc: (collection, id) => {
      const opened = branch.get();
      return opened ? liveDoc(opened, collection, id) : constant({ loading: true, value: undefined });
    },
    list: (collection, query) => {
      const opened = branch.get();
      return opened ? liveList(opened, collection, query) : constant({ loading: true, value: [] });
    },
    async api<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) {
      const answer = await authorized.send(method, path, body);
      return answer.ok ? ok(answer.value as T) : answer;
    },
    now: () => clock.now(),
    preference: <T>(key: string, scope?: 'pc' | 'user') => db.setting<T>(preferenceKey(key, scope)),
    setPreference: (key, value, scope) => unlessFull(db.set(preferenceKey(key, scope), value)),
    storage: storageEstimate,
    async close() {
      gone = true;
      await closeAll();
      lock?.release();
    },
  };

  await start(false);
  return desk;
}
