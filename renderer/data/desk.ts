/** The desk of a window: assembles everything under `renderer/data` behind `Desk`. */
import type { Schemas } from '#shared/domain/migrations.ts';
import { fail, type LoketError, ok } from '#shared/errors/errors.ts';
import type { Host } from '#shared/host/host.ts';
import { openBranch } from './branch.ts';
import { CLOCK_OFFSET, connectBranch } from './desk-connecting.ts';
import { deskImports } from './desk-imports.ts';
import { deskLeaving } from './desk-leaving.ts';
import { openAdmitted, pastOf, settleFormat, unsentIn } from './desk-opening.ts';
import { deskReading } from './desk-reading.ts';
import { runnerOf } from './desk-runner.ts';
import { deskState } from './desk-state.ts';
import { deskSync } from './desk-sync.ts';
import type { Desk } from './desk-types.ts';
import { deskWipe } from './desk-wipe.ts';
import { openDirectory } from './directory/directory.ts';
import { openDrafts } from './drafts.ts';
import { DeskDatabase } from './journal/database.ts';
import { countCopies, fileMirror } from './journal/mirror.ts';
import type { CommandRunner } from './journal/runner.ts';
import { lockWindow, type WindowLock } from './lock.ts';
import { MergeHistory } from './merge-history.ts';
import { isFree, needRoom, ROOM_TO_SAVE, ROOM_TO_WORK } from './room.ts';
import { hashPassword } from './session/argon.ts';
import { chooseHeadOffice } from './session/head-office.ts';
import { dataNameOf, type DeskMarker, markerOf, readMarker, writeMarker } from './session/marker.ts';
import { secretsOf } from './session/secrets.ts';
import { Sessions } from './session/sessions.ts';
import { StandingWatch } from './session/standing.ts';
import { Settlements } from './settlements.ts';
import { storageError, whyClosed } from './storage-errors.ts';
import { Authorized } from './sync/authorized.ts';
import { DeskClock } from './sync/clock.ts';
import { requestsTo } from './sync/requests.ts';

export interface DeskOptions {
  readonly host: Host;
  /** Begins the page anew; unless given, the browser's own reload. */
  readonly reload?: () => void;
  /** Versions of the collections; the product's own unless given. */
  readonly schemas?: Schemas;
}

const LEASE_CHECK_MS = 30_000;
const notReady = () => fail('not_ready', 'retryable');

/** Opens the desk. Resolves when its status is known; what goes wrong is in `status` and `failure`, never thrown. */
export async function createDesk(options: DeskOptions): Promise<Desk> {
  const { host, schemas, reload = () => location.reload() } = options;
  const clock = new DeskClock();
  const { status, failure, past, reader, branch, connection, state } = deskState(clock);
  const db = new DeskDatabase();
  const mirror = fileMirror();
  const directory = openDirectory();
  const drafts = openDrafts(db, () => clock.now());
  const secrets = secretsOf(host, db);
  let marker: DeskMarker | undefined;
  let rescued = 0;
  /** The databases are being closed on purpose. */
  let gone = false;
  const requestsOf = (origin: string) => requestsTo(host.http, () => origin, clock);
  const sessions = new Sessions({
    db,
    secrets,
    clock,
    requestsTo: requestsOf,
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
    const opened = branch.get();
    if (!opened) return;
    // what was saved a moment ago counts before it stands in a list
    const pending = opened.unsent.count() + opened.applier.waitingCount;
    const rejected = sync.quarantine.get().length;
    connection.get()?.engine.tell({ pending, rejected });
    state.set({ ...state.get(), pending, rejected });
    void host.setBadge(rejected);
    void host.update.reportUnsent(pending);
  };
  const settlements = new Settlements({ db, send: (...request) => authorized.send(...request) });
  const run: Desk['run'] = (...args) => desk.run(...args);
  const imports = deskImports({ db, branch, reader, clock, authorized, run });
  const sync = deskSync({ state, branch, connection, reader, db, settlements, run, now: () => clock.now() });

  const openOwnBranch = async (): Promise<void> => {
    const own = identity.get();
    if (!own || branch.get()) return;
    const branchParts = { desk: db, directory, reader, mirror, history, unsentChanged: tellUnsent };
    const opened = await openBranch({
      ...branchParts,
      name: dataNameOf(own),
      ...(schemas ? { schemas } : {}),
      now: () => clock.now(),
    });
    branch.set(opened);
    opened.onJournal(tellUnsent);
    await settleFormat(db, schemas);
    marker = markerOf(own, clock.now());
    await writeMarker(host.marker, marker);
    runner = runnerOf(opened, reader, sessions.desk, clock);
  };

  const connectPerson = async (): Promise<void> => {
    const [opened, at] = [branch.get(), session.get()];
    if (!opened || !at || connection.get()) return;
    await drafts.show(at.actor.userId);
    const parts = { db, authorized, clock, host, history, settlements, imports, state };
    const made = await connectBranch({ branch: opened, ...parts });
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
    standing.close();
    await disconnectPerson().catch(() => undefined);
    directory.close();
    await branch
      .get()
      ?.close()
      .catch(() => undefined);
    db.close();
  };

  const wipe = deskWipe({
    host,
    db,
    mirror,
    status,
    past,
    own: sessions.desk,
    close: closeAll,
    unsent: unsentWork,
    requestsTo: requestsOf,
    now: () => clock.now(),
  });
  sessions.onAccess = (token) => authorized.use(token);
  // what is left when it cannot go on is destroyed at the next start
  sessions.onRevoked = () => {
    if (gone) return;
    gone = true;
    wipe.begin().catch(() => undefined);
  };
  const standing = new StandingWatch({
    host,
    session,
    own: sessions.desk,
    requestsTo: requestsOf,
    onRevoked: () => sessions.onRevoked(),
  });

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
    if (!gone) void whyClosed().then(failed);
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
      await needRoom(ROOM_TO_WORK);
      const admitted = await openAdmitted(db, schemas);
      if (!admitted.ok) return failed(admitted.error);
      if (admitted.value === 'newer') return status.set('newer-data');
      clock.remember((await db.setting<number>(CLOCK_OFFSET)) ?? 0);
      await sessions.load();
      if (!identity.get() && marker) {
        rescued = await countCopies(mirror);
        past.set(pastOf(marker, rescued));
        status.set('lost');
        return standing.begin();
      }
      await imports.load();
      await openOwnBranch();
      if (session.get()) await connectPerson();
      else status.set(identity.get() ? 'signed-out' : 'unenrolled');
      standing.begin();
    } catch (thrown) {
      failed(storageError(thrown).error);
    }
  };

  const end = (): void => {
    lock?.release();
    reload();
  };
  const leaving = deskLeaving({ host, db, mirror, closeAll, end });

  const live = { status, failure, identity, session, past, directory, drafts, sync, imports };
  const desk: Desk = {
    ...live,
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
      if (!(await isFree(ROOM_TO_SAVE))) return fail('storage_full');
      const done = await runner.run(name, args, draftId);
      if (done.ok && draftId !== undefined) drafts.consumed(draftId);
      return done;
    },
    now: () => clock.now(),
    ...deskReading({ branch, db, session, authorized }),
    async close() {
      gone = true;
      await closeAll();
      lock?.release();
    },
  };

  await start(false);
  return desk;
}
