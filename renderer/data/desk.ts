/** The desk of a window: assembles everything under `renderer/data` behind `Desk`. */
import { fail, type LoketError, ok } from '#shared/errors/errors.ts';
import type { Host } from '#shared/host/host.ts';
import type { NotTaken, StoredDoc } from '#shared/sync/document.ts';
import { type Branch, openBranch } from './branch.ts';
import type { Desk, DeskStatus, Live, SyncStatus } from './desk-types.ts';
import { openDirectory } from './directory/directory.ts';
import { openDrafts } from './drafts.ts';
import { DeskDatabase } from './journal/database.ts';
import { CommandRunner } from './journal/runner.ts';
import { Cell, watched } from './live.ts';
import { lockWindow, type WindowLock } from './lock.ts';
import { discardItem, retryItem } from './quarantine.ts';
import { liveDoc, liveList } from './reading.ts';
import { hashPassword } from './session/argon.ts';
import { chooseHeadOffice } from './session/head-office.ts';
import { secretsOf } from './session/secrets.ts';
import { Sessions } from './session/sessions.ts';
import { storageEstimate } from './storage-estimate.ts';
import { Authorized } from './sync/authorized.ts';
import { DeskClock } from './sync/clock.ts';
import { type Connection, openConnection } from './sync/connection.ts';
import { IDLE_STATUS } from './sync/engine.ts';
import { requestsTo } from './sync/requests.ts';

export interface DeskOptions {
  readonly host: Host;
  /** Begins the page anew; unless given, the browser's own reload. */
  readonly reload?: () => void;
}

const AGREED_AT = 'agreed-at';
const CLOCK_OFFSET = 'clock-offset';
const notReady = () => fail('not_ready', 'retryable');

/** Opens the desk. Resolves when its status is known; what goes wrong is in `status` and `failure`, never thrown. */
export async function createDesk({ host, reload = () => location.reload() }: DeskOptions): Promise<Desk> {
  const status = new Cell<DeskStatus>('starting');
  const failure = new Cell<LoketError | null>(null);
  const branch = new Cell<Branch | undefined>(undefined);
  const connection = new Cell<Connection | undefined>(undefined);
  const clock = new DeskClock();
  const db = new DeskDatabase();
  const directory = openDirectory();
  const drafts = openDrafts(db, () => clock.now());
  const sessions = new Sessions({
    db,
    secrets: secretsOf(host, db),
    clock,
    requestsTo: (origin) => requestsTo(host.http, () => origin, clock),
    choose: (origin) => chooseHeadOffice(host, origin),
    machineId: () => host.machineId(),
    hash: hashPassword,
  });
  const authorized = new Authorized(
    requestsTo(host.http, () => sessions.identity.get()?.serverUrl ?? '', clock),
    sessions,
  );
  sessions.onAccess = (token) => authorized.use(token);
  const state = new Cell<SyncStatus>({ ...IDLE_STATUS, clock: clock.state.get() });
  let runner: CommandRunner | undefined;
  let lock: WindowLock | undefined;

  const noteMerge = (collection: string, doc: StoredDoc, history: readonly NotTaken[]): void => {
    const at = clock.now();
    const by = history.find((entry) => entry.by)?.by?.name ?? '';
    const fields = history.map((entry) => entry.field);
    connection.get()?.engine.merged({ collection, id: doc.id, at, by, fields });
    const notes = history.map((entry) => ({
      at,
      kind: 'merged' as const,
      collection,
      documentId: doc.id,
      by: entry.by?.id ?? '',
      reason: entry.field,
      value: entry,
    }));
    // the merge itself stands; without room for its note there is nothing better to do than to go on
    db.notes.bulkAdd(notes).catch(() => undefined);
  };

  const tellUnsent = (): void => {
    const watch = branch.get()?.unsent;
    if (!watch) return;
    const [pending, rejected] = [watch.unsent.get().length, watch.quarantine.get().length];
    connection.get()?.engine.tell({ pending, rejected });
    state.set({ ...state.get(), pending, rejected });
    void host.setBadge(rejected);
    void host.update.reportUnsent(pending);
  };

  const openOwnBranch = async (): Promise<void> => {
    const identity = sessions.identity.get();
    if (!identity || branch.get()) return;
    const opened = await openBranch(identity, db, directory, {
      merged: noteMerge,
      unsentChanged: tellUnsent,
    });
    branch.set(opened);
    runner = new CommandRunner({
      journal: opened.journal,
      applier: opened.applier,
      storeOf: opened.storeOf,
      actor: () => sessions.session.get()?.actor,
      desk: () => {
        const own = sessions.identity.get();
        return own && !sessions.codeLost.get()
          ? { branch: own.branch.code, deskCode: own.deskCode }
          : undefined;
      },
      reference: opened.reference,
      now: () => clock.now(),
      clock: () => clock.stamp(),
    });
  };

  const connectPerson = async (): Promise<void> => {
    const [opened, session] = [branch.get(), sessions.session.get()];
    if (!opened || !session || connection.get()) return;
    await drafts.show(session.actor.userId);
    const agreed = await db.setting<string>(AGREED_AT);
    const made = openConnection({
      branch: opened,
      authorized,
      clock,
      host,
      dataAsOf: agreed ?? null,
      onMerged: noteMerge,
      async onAgreed(at) {
        await db.set(AGREED_AT, at);
        await db.set(CLOCK_OFFSET, clock.state.get().offset);
        made.engine.tell({ storageLow: (await storageEstimate()).low });
      },
    });
    made.engine.state.subscribe(() => state.set(made.engine.state.get()));
    connection.set(made);
    tellUnsent();
    status.set('ready');
  };

  const disconnectPerson = async (): Promise<void> => {
    const made = connection.get();
    connection.set(undefined);
    await made?.close();
    await drafts.show(undefined);
  };

  const start = async (wait: boolean): Promise<void> => {
    try {
      lock ??= await lockWindow(wait);
      if (!lock) {
        status.set('locked-by-other-window');
        return;
      }
      status.set('starting');
      await db.open();
      clock.remember((await db.setting<number>(CLOCK_OFFSET)) ?? 0);
      await sessions.load();
      await openOwnBranch();
      if (sessions.session.get()) await connectPerson();
      else status.set(sessions.identity.get() ? 'signed-out' : 'unenrolled');
    } catch (thrown) {
      failure.set({ code: 'database_failed', kind: 'person', detail: { reason: nameOf(thrown) } });
      status.set('failed');
    }
  };

  const close = async (): Promise<void> => {
    await disconnectPerson();
    directory.close();
    await branch.get()?.close();
    db.close();
    lock?.release();
  };

  const desk: Desk = {
    status,
    failure,
    identity: sessions.identity,
    session: sessions.session,
    directory,
    drafts,
    takeOver: () => start(true),
    connect: (url) => sessions.connect(url),
    async enrol(request) {
      const enrolled = await sessions.enrol(request);
      if (!enrolled.ok) return enrolled;
      await openOwnBranch();
      if (!sessions.session.get()) status.set('signed-out');
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
      if (!sessions.identity.get()?.demo) return fail('not_demo');
      await disconnectPerson();
      await sessions.signOut();
      directory.close();
      await branch.get()?.db.remove();
      await db.delete();
      lock?.release();
      reload();
      return ok(undefined);
    },
    async run(name, args, { draftId } = {}) {
      if (!runner) return notReady();
      const done = await runner.run(name, args, draftId);
      if (done.ok && draftId !== undefined) drafts.consumed(draftId);
      return done;
    },
    doc: (collection, id) => {
      const opened = branch.get();
      return opened ? liveDoc(opened, collection, id) : nothing({ loading: true, value: undefined });
    },
    list: (collection, query) => {
      const opened = branch.get();
      return opened ? liveList(opened, collection, query) : nothing({ loading: true, value: [] });
    },
    sync: {
      state,
      unsent: following(branch, (opened) => opened.unsent.unsent, []),
      quarantine: following(branch, (opened) => opened.unsent.quarantine, []),
      async sendNow() {
        const error = await connection.get()?.engine.run();
        if (error === undefined) return notReady();
        return error ? { ok: false, error } : ok(undefined);
      },
      async retry(item) {
        const done = await retryItem(branch.get()?.storeOf(item.collection), item);
        void connection.get()?.engine.run();
        return done;
      },
      async discard(item, reason) {
        const by = sessions.session.get()?.actor.userId ?? '';
        const decision = { at: clock.now(), by, reason };
        const done = await discardItem(branch.get()?.storeOf(item.collection), db, item, decision);
        void connection.get()?.engine.run();
        return done;
      },
    },
    async api<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) {
      const answer = await authorized.send(method, path, body);
      return answer.ok ? ok(answer.value as T) : answer;
    },
    now: () => clock.now(),
    preference: <T>(key: string, scope?: 'pc' | 'user') => db.setting<T>(preferenceKey(key, scope)),
    setPreference: (key, value, scope) => db.set(preferenceKey(key, scope), value),
    storage: storageEstimate,
    close,
  };
  const preferenceKey = (key: string, scope: 'pc' | 'user' = 'user'): string =>
    scope === 'pc' ? `preference/${key}` : `preference/${sessions.session.get()?.actor.userId ?? ''}/${key}`;

  await start(false);
  return desk;
}

const nameOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : 'unknown');

const nothing = <T>(value: T): Live<T> => ({ get: () => value, subscribe: () => () => undefined });

/** A live value of the branch, also from before it was opened. */
function following<T>(
  branch: Live<Branch | undefined>,
  pick: (opened: Branch) => Live<T>,
  empty: T,
): Live<T> {
  const current = (): T => {
    const opened = branch.get();
    return opened ? pick(opened).get() : empty;
  };
  const live = watched(empty, (emit) => {
    let stop: (() => void) | undefined;
    const attach = (): void => {
      const opened = branch.get();
      stop?.();
      stop = opened && pick(opened).subscribe(() => emit(current()));
      emit(current());
    };
    const ended = branch.subscribe(attach);
    attach();
    return () => {
      ended();
      stop?.();
    };
  });
  return { get: current, subscribe: live.subscribe };
}
