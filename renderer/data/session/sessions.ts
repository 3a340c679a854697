/** Who works at this desk, and the tokens that head office knows them by. */
import { Value } from 'typebox/value';
import { SignedIn } from '#shared/api/auth.ts';
import { fail, type LoketError, ok, type Result } from '#shared/errors/errors.ts';
import type { SessionEnd, Session, SignInRequest } from '../desk-types.ts';
import { Cell } from '../live.ts';
import { asSaved, unlessFull } from '../storage-errors.ts';
import type { TokenStore } from '../sync/authorized.ts';
import type { DeskClock } from '../sync/clock.ts';
import { isAway } from '../sync/requests.ts';
import { LeaseClock } from './lease.ts';
import { OwnDesk, type OwnDeskOptions } from './own-desk.ts';
import {
  checkVerifier,
  endLease,
  type HashPassword,
  makeVerifier,
  matches,
  renewLease,
  type Verifier,
} from './verifier.ts';

/** Id of the person at work: no new password after a restart while the lease holds and nobody has signed out. */
const AT_WORK = 'at-work';
/** Begins the settings that say under which name a person signs in. */
export const USERNAME_KEY = 'username.';
/** The latest time that this PC has seen, ISO UTC. */
const SEEN = 'clock-seen';
/** So much may be lost of it when the program is killed. */
const KEEP_SEEN_MS = 60_000;

export interface SessionsOptions extends Omit<OwnDeskOptions, 'now'> {
  readonly clock: DeskClock;
  readonly hash: HashPassword;
  /** Milliseconds that only grow; the browser's own unless a test hands some in. */
  readonly steady?: () => number;
}

export class Sessions implements TokenStore {
  readonly desk: OwnDesk;
  readonly session = new Cell<Session | undefined>(undefined);
  /** Why nobody is signed in any more, when it was not by sign-out. */
  readonly ended = new Cell<SessionEnd | null>(null);
  /** Gets the access token of a fresh sign-in. */
  onAccess: (accessToken: string | undefined) => void = () => undefined;
  /** Head office has revoked this PC. */
  onRevoked: () => void = () => undefined;
  readonly #options: SessionsOptions;
  readonly #lease: LeaseClock;
  #kept = '';
  #trying: Promise<unknown> = Promise.resolve();

  constructor(options: SessionsOptions) {
    this.#options = options;
    const now = () => options.clock.now();
    this.desk = new OwnDesk({ ...options, now });
    this.#lease = new LeaseClock(now, options.steady ?? (() => performance.now()));
  }

  get identity() {
    return this.desk.identity;
  }

  get codeLost() {
    return this.desk.codeLost;
  }

  /** Reads who the desk is, and who was at work before a reload. */
  async load(): Promise<void> {
    const { db } = this.#options;
    await this.desk.load();
    this.#lease.remember(await db.setting<string>(SEEN));
    const userId = await db.setting<string>(AT_WORK);
    const verifier = userId ? await this.#verifierOf(userId) : undefined;
    const { deviceId } = this.identity.get() ?? {};
    if (!verifier || verifier.actor.userId !== userId || verifier.actor.deviceId !== deviceId) return;
    this.#lease.remember(verifier.seen);
    if (this.#lease.at() >= verifier.leaseUntil) {
      this.ended.set('lease_ended');
      return;
    }
    await this.#begin(verifier, true);
  }

  async #verifierOf(userId: string): Promise<Verifier | undefined> {
    const { db } = this.#options;
    const username = await db.setting<string>(`${USERNAME_KEY}${userId}`);
    return username === undefined ? undefined : db.setting<Verifier>(verifierKey(username));
  }

  connect: OwnDesk['connect'] = (url) => this.desk.connect(url);

  /** A person of the earlier enrolment is signed out: their tokens and verifier are that desk's. */
  enrol: OwnDesk['enrol'] = async (request) => {
    const enrolled = await this.desk.enrol(request);
    if (enrolled.ok) await this.signOut();
    return enrolled;
  };

  /** One try at a time: tries side by side would all count as the first. */
  signIn(request: SignInRequest): Promise<Result<Session>> {
    const mine = this.#trying.then(async () => {
      const done = await asSaved(() => this.#signIn(request));
      return done.ok ? done.value : done;
    });
    this.#trying = mine.catch(() => undefined);
    return mine;
  }

  async #signIn(request: SignInRequest): Promise<Result<Session>> {
    const identity = this.identity.get();
    if (!identity) return fail('unenrolled');
    const { db, secrets, clock, requestsTo, hash } = this.#options;
    // as head office compares names
    const username = request.username.normalize('NFKC').trim().toLowerCase();
    const deviceSecret = await this.desk.secret();
    const device = deviceSecret === undefined ? {} : { deviceId: identity.deviceId, deviceSecret };
    const answer = await requestsTo(identity.serverUrl).send('POST', '/api/auth/sign-in', {
      username,
      password: request.password,
      ...device,
    });
    if (!answer.ok) {
      // What head office refuses (a wrong password, too many of them) is not asked of this desk again.
      if (isAway(answer.error))
        return this.#signInOffline(identity.deviceId, username, request.password, answer.error);
      await this.#refused(answer.error, username, request.password);
      return answer;
    }
    if (!Value.Check(SignedIn, answer.value)) return fail('malformed_answer', 'retryable');
    if (deviceSecret === undefined) {
      // somebody works, but nothing could be sent: what proved this PC is gone
      await this.desk.refused('device_unknown');
      return fail('device_unknown');
    }
    const { actor, leaseUntil, refreshToken, accessToken } = answer.value;
    this.#lease.heard();
    const verifier = await makeVerifier(request.password, actor, leaseUntil, clock.now(), hash);
    // a full disk keeps nobody from working: then there is no signing in without head office
    await unlessFull(db.set(verifierKey(username), verifier));
    await unlessFull(db.set(`${USERNAME_KEY}${actor.userId}`, username));
    await unlessFull(secrets.set(refreshKey(actor.userId), refreshToken));
    this.onAccess(accessToken);
    return ok({ ...(await this.#begin(verifier, false)), tokens: true });
  }

  /** The password that was right until now is refused: it was changed, or the person was dismissed. */
  async #refused(error: LoketError, username: string, password: string): Promise<void> {
    const { db, hash } = this.#options;
    if (error.code === 'wrong_credentials') {
      const verifier = await db.setting<Verifier>(verifierKey(username));
      if (!verifier || !(await matches(verifier, password, hash))) return;
      await db.set(verifierKey(username), endLease(verifier, this.#lease.at()));
    } else await this.#deviceRefused(error.code);
  }

  async #deviceRefused(code: string): Promise<void> {
    if (code === 'device_revoked') this.onRevoked();
    else await this.desk.refused(code);
  }

  async #signInOffline(
    deviceId: string,
    username: string,
    password: string,
    unreachable: LoketError,
  ): Promise<Result<Session>> {
    const { db, hash } = this.#options;
    const verifier = await db.setting<Verifier>(verifierKey(username));
    // Left under an earlier enrolment: it would bring that desk's code back.
    if (!verifier || verifier.actor.deviceId !== deviceId) return { ok: false, error: unreachable };
    this.#lease.remember(verifier.seen);
    const { verdict, next } = await checkVerifier(verifier, password, this.#lease.at(), hash, (counted) =>
      db.set(verifierKey(username), counted),
    );
    await db.set(verifierKey(username), next);
    return verdict.ok ? ok(await this.#begin(next, true)) : verdict;
  }

  async #begin({ actor, leaseUntil }: Verifier, offline: boolean): Promise<Session> {
    const tokens = (await this.#options.secrets.get(refreshKey(actor.userId))) !== undefined;
    const session: Session = { actor, leaseUntil, offline, tokens };
    await unlessFull(this.#options.db.set(AT_WORK, actor.userId));
    this.ended.set(null);
    this.session.set(session);
    return session;
  }

  /** Their unsent work and drafts stay. */
  async signOut(): Promise<void> {
    const session = this.session.get();
    this.session.set(undefined);
    this.ended.set(null);
    this.onAccess(undefined);
    await unlessFull(this.#options.db.settings.delete(AT_WORK));
    if (session) await this.#options.secrets.delete(refreshKey(session.actor.userId));
  }

  /**
   * To be asked every minute while somebody works.
   * @returns whether the lease has run out; then nobody is signed in any more
   */
  async checkLease(): Promise<boolean> {
    const at = this.#lease.at();
    const { db } = this.#options;
    if (!this.#kept || Date.parse(at) - Date.parse(this.#kept) >= KEEP_SEEN_MS) {
      this.#kept = at;
      await unlessFull(db.set(SEEN, at));
    }
    const session = this.session.get();
    if (!session || at < session.leaseUntil) return false;
    const why = this.ended.get() ?? 'lease_ended';
    await this.signOut();
    this.ended.set(why);
    return true;
  }

  async refreshToken(): Promise<string | undefined> {
    const session = this.session.get();
    return session && this.#options.secrets.get(refreshKey(session.actor.userId));
  }

  async renewed(answer: SignedIn): Promise<void> {
    const { db, secrets, clock } = this.#options;
    await secrets.set(refreshKey(answer.actor.userId), answer.refreshToken);
    const session = this.session.get();
    if (session?.actor.userId !== answer.actor.userId) return;
    this.#lease.heard();
    // role and branch are head office's to change at any time
    const { actor, leaseUntil } = answer;
    this.session.set({ actor, leaseUntil, offline: false, tokens: true });
    const username = await db.setting<string>(`${USERNAME_KEY}${actor.userId}`);
    const verifier = username && (await db.setting<Verifier>(verifierKey(username)));
    if (verifier) await db.set(verifierKey(username), renewLease(verifier, actor, leaseUntil, clock.now()));
  }

  expired(code: string): void {
    const session = this.session.get();
    if (session) this.session.set({ ...session, tokens: false });
    // nobody waits for it: without room to keep it, head office says it again
    const noted = code === 'session_ended' ? this.#endSession() : this.#deviceRefused(code);
    noted.catch(() => undefined);
  }

  /** Head office has ended the session: the person was dismissed, or is somebody else now. The lease goes with it. */
  async #endSession(): Promise<void> {
    const session = this.session.get();
    if (!session) return;
    const at = this.#lease.at();
    this.ended.set('session_ended');
    this.session.set({ ...session, tokens: false, leaseUntil: at });
    const verifier = await this.#verifierOf(session.actor.userId);
    const username = await this.#options.db.setting<string>(`${USERNAME_KEY}${session.actor.userId}`);
    if (verifier && username) await this.#options.db.set(verifierKey(username), endLease(verifier, at));
  }
}

const verifierKey = (username: string): string => `verifier.${username}`;
/** Secret under which a person's refresh token stands. */
export const refreshKey = (userId: string): string => `refresh.${userId.replace(/[^A-Za-z0-9._-]/g, '_')}`;
