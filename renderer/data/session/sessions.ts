/** Who this desk is, who works at it, and the tokens that head office knows them by. */
import { Value } from 'typebox/value';
import { SignedIn } from '#shared/api/auth.ts';
import { Enrolled } from '#shared/api/devices.ts';
import { SetupState } from '#shared/api/setup.ts';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { DeskIdentity, EnrolRequest, ServerInfo, Session, SignInRequest } from '../desk-types.ts';
import type { DeskDatabase } from '../journal/database.ts';
import { Cell } from '../live.ts';
import type { TokenStore } from '../sync/authorized.ts';
import type { DeskClock } from '../sync/clock.ts';
import type { Requests } from '../sync/requests.ts';
import type { Secrets } from './secrets.ts';
import { checkVerifier, type HashPassword, makeVerifier, type Verifier } from './verifier.ts';

const IDENTITY = 'identity';
const MACHINE = 'machine';
const CODE_LOST = 'desk-code-lost';
const DEVICE_SECRET = 'device-secret';
/** Survives a reload of the page and not the end of the browser; holds no more than a user id. */
const TAB_SESSION = 'loket.session';

export interface SessionsOptions {
  readonly db: DeskDatabase;
  readonly secrets: Secrets;
  readonly clock: DeskClock;
  readonly requestsTo: (origin: string) => Requests;
  readonly machineId: () => Promise<string | undefined>;
  readonly hash: HashPassword;
  readonly tab?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

export class Sessions implements TokenStore {
  readonly identity = new Cell<DeskIdentity | undefined>(undefined);
  readonly session = new Cell<Session | undefined>(undefined);
  /** A number formed here could be another desk's as well: a new desk code has to be fetched first. */
  readonly codeLost = new Cell(false);
  /** Gets the access token of a fresh sign-in. */
  onAccess: (accessToken: string | undefined) => void = () => undefined;
  onExpired: (code: string) => void = () => undefined;
  readonly #options: SessionsOptions;

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /** Reads who the desk is, and who was at work before a reload. */
  async load(): Promise<void> {
    const { db, machineId, tab } = this.#options;
    this.identity.set(await db.setting<DeskIdentity>(IDENTITY));
    const [bound, here] = [await db.setting<string>(MACHINE), await machineId()];
    const moved = bound !== undefined && here !== undefined && bound !== here;
    if (moved) await db.set(CODE_LOST, true);
    this.codeLost.set((await db.setting<boolean>(CODE_LOST)) ?? false);
    const userId = tab?.getItem(TAB_SESSION);
    const username = userId && (await db.setting<string>(`username.${userId}`));
    const verifier = username ? await db.setting<Verifier>(verifierKey(username)) : undefined;
    if (!verifier || verifier.actor.userId !== userId) return;
    const now = this.#options.clock.now();
    if ((now > verifier.seen ? now : verifier.seen) >= verifier.leaseUntil) return;
    await this.#begin(verifier, true);
  }

  async connect(url: string): Promise<Result<ServerInfo>> {
    const origin = originOf(url);
    if (!origin) return fail('bad_address', 'person', { field: 'url' });
    const answer = await this.#options.requestsTo(origin).send('GET', '/api/setup');
    if (!answer.ok) return answer;
    if (!Value.Check(SetupState, answer.value)) return fail('not_head_office');
    const { company, setupNeeded, demo } = answer.value;
    return ok({ company, setupNeeded, demo });
  }

  async enrol({ url, code, deskName }: EnrolRequest): Promise<Result<DeskIdentity>> {
    const { db, secrets, machineId, requestsTo } = this.#options;
    const origin = originOf(url);
    if (!origin) return fail('bad_address', 'person', { field: 'url' });
    const machine = await machineId();
    const request = { code, name: deskName, ...(machine === undefined ? {} : { machine }) };
    const answer = await requestsTo(origin).send('POST', '/api/devices/enrol', request);
    if (!answer.ok) return answer;
    if (!Value.Check(Enrolled, answer.value)) return fail('not_head_office');
    const { deviceId, deviceSecret, deskCode, branch, company, demo } = answer.value;
    const known = this.identity.get();
    if (known && known.branch.code !== branch.code) return fail('other_branch', 'person', { field: 'code' });
    const identity: DeskIdentity = { serverUrl: origin, deviceId, deskCode, deskName, branch, company, demo };
    await secrets.set(DEVICE_SECRET, deviceSecret);
    await db.transaction('rw', db.settings, async () => {
      await db.set(IDENTITY, identity);
      await db.set(MACHINE, machine);
      await db.set(CODE_LOST, false);
    });
    this.codeLost.set(false);
    this.identity.set(identity);
    return ok(identity);
  }

  async signIn(request: SignInRequest): Promise<Result<Session>> {
    const identity = this.identity.get();
    if (!identity) return fail('unenrolled');
    const { db, secrets, clock, requestsTo, hash } = this.#options;
    const username = request.username.trim().toLowerCase();
    const deviceSecret = await secrets.get(DEVICE_SECRET);
    const device = deviceSecret === undefined ? {} : { deviceId: identity.deviceId, deviceSecret };
    const answer = await requestsTo(identity.serverUrl).send('POST', '/api/auth/sign-in', {
      username,
      password: request.password,
      ...device,
    });
    if (!answer.ok) {
      if (answer.error.code === 'device_cloned') await this.#loseCode();
      return answer.error.kind === 'retryable'
        ? this.#signInOffline(username, request.password, answer)
        : answer;
    }
    if (!Value.Check(SignedIn, answer.value)) return fail('malformed_answer', 'retryable');
    const { actor, leaseUntil, refreshToken, accessToken } = answer.value;
    const verifier = await makeVerifier(request.password, actor, leaseUntil, clock.now(), hash);
    await db.set(verifierKey(username), verifier);
    await db.set(`username.${actor.userId}`, username);
    await secrets.set(refreshKey(actor.userId), refreshToken);
    this.onAccess(accessToken);
    return ok(await this.#begin(verifier, false));
  }

  async #signInOffline(
    username: string,
    password: string,
    unreachable: Result<never>,
  ): Promise<Result<Session>> {
    const { db, clock, hash } = this.#options;
    const verifier = await db.setting<Verifier>(verifierKey(username));
    if (!verifier) return unreachable;
    const { verdict, next } = await checkVerifier(verifier, password, clock.now(), hash);
    await db.set(verifierKey(username), next);
    return verdict.ok ? ok(await this.#begin(next, true)) : verdict;
  }

  async #begin({ actor, leaseUntil }: Verifier, offline: boolean): Promise<Session> {
    const tokens = (await this.#options.secrets.get(refreshKey(actor.userId))) !== undefined;
    const session: Session = { actor, leaseUntil, offline, tokens };
    this.#options.tab?.setItem(TAB_SESSION, actor.userId);
    this.session.set(session);
    return session;
  }

  /** @returns who was signed in. Their unsent work and drafts stay. */
  async signOut(): Promise<void> {
    const session = this.session.get();
    this.#options.tab?.removeItem(TAB_SESSION);
    this.session.set(undefined);
    this.onAccess(undefined);
    if (session) await this.#options.secrets.delete(refreshKey(session.actor.userId));
  }

  async #loseCode(): Promise<void> {
    await this.#options.db.set(CODE_LOST, true);
    this.codeLost.set(true);
  }

  async refreshToken(): Promise<string | undefined> {
    const session = this.session.get();
    return session && this.#options.secrets.get(refreshKey(session.actor.userId));
  }

  async renewed(answer: SignedIn): Promise<void> {
    await this.#options.secrets.set(refreshKey(answer.actor.userId), answer.refreshToken);
    const session = this.session.get();
    if (session?.actor.userId !== answer.actor.userId) return;
    // role and branch are head office's to change at any time
    const { actor, leaseUntil } = answer;
    this.session.set({ actor, leaseUntil, offline: false, tokens: true });
    const username = await this.#options.db.setting<string>(`username.${actor.userId}`);
    const verifier = username && (await this.#options.db.setting<Verifier>(verifierKey(username)));
    if (verifier) await this.#options.db.set(verifierKey(username), { ...verifier, actor, leaseUntil });
  }

  expired(code: string): void {
    const session = this.session.get();
    if (session) this.session.set({ ...session, tokens: false });
    if (code === 'device_cloned') void this.#loseCode();
    this.onExpired(code);
  }
}

const verifierKey = (username: string): string => `verifier.${username}`;
const refreshKey = (userId: string): string => `refresh.${userId.replace(/[^A-Za-z0-9._-]/g, '_')}`;

/** @returns the origin of an address as people type it; https unless they say otherwise or it is this PC. */
export function originOf(url: string): string | undefined {
  const text = url.trim();
  const local = /^(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(text);
  try {
    const parsed = new URL(/^https?:\/\//i.test(text) ? text : `${local ? 'http' : 'https'}://${text}`);
    return parsed.hostname ? parsed.origin : undefined;
  } catch {
    return undefined;
  }
}
