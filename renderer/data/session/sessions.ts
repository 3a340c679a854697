/** Who this desk is, who works at it, and the tokens that head office knows them by. */
import { Value } from 'typebox/value';
import { SignedIn } from '#shared/api/auth.ts';
import { Enrolled } from '#shared/api/devices.ts';
import { SetupState } from '#shared/api/setup.ts';
import { fail, type LoketError, ok, type Result } from '#shared/errors/errors.ts';
import type { DeskIdentity, EnrolRequest, ServerInfo, Session, SignInRequest } from '../desk-types.ts';
import type { DeskDatabase } from '../journal/database.ts';
import { Cell } from '../live.ts';
import type { TokenStore } from '../sync/authorized.ts';
import type { DeskClock } from '../sync/clock.ts';
import { isAway, type Requests } from '../sync/requests.ts';
import { originOf } from './head-office.ts';
import type { Secrets } from './secrets.ts';
import { checkVerifier, type HashPassword, makeVerifier, renewLease, type Verifier } from './verifier.ts';

const IDENTITY = 'identity';
const MACHINE = 'machine';
const CODE_LOST = 'desk-code-lost';
const DEVICE_SECRET = 'device-secret';
/** Id of the person at work: no new password after a restart while the lease holds and nobody has signed out. */
const AT_WORK = 'at-work';

export interface SessionsOptions {
  readonly db: DeskDatabase;
  readonly secrets: Secrets;
  readonly clock: DeskClock;
  readonly requestsTo: (origin: string) => Requests;
  /** Lets requests through to this head office from now on. */
  readonly choose: (origin: string) => Promise<Result<void>>;
  readonly machineId: () => Promise<string | undefined>;
  readonly hash: HashPassword;
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
  #trying: Promise<unknown> = Promise.resolve();

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /** Reads who the desk is, and who was at work before a reload. */
  async load(): Promise<void> {
    const { db, machineId } = this.#options;
    this.identity.set(await db.setting<DeskIdentity>(IDENTITY));
    const [bound, here] = [await db.setting<string>(MACHINE), await machineId()];
    const moved = bound !== undefined && here !== undefined && bound !== here;
    if (moved) await db.set(CODE_LOST, true);
    this.codeLost.set((await db.setting<boolean>(CODE_LOST)) ?? false);
    const userId = await db.setting<string>(AT_WORK);
    const username = userId && (await db.setting<string>(`username.${userId}`));
    const verifier = username ? await db.setting<Verifier>(verifierKey(username)) : undefined;
    const { deviceId } = this.identity.get() ?? {};
    if (!verifier || verifier.actor.userId !== userId || verifier.actor.deviceId !== deviceId) return;
    const now = this.#options.clock.now();
    if ((now > verifier.seen ? now : verifier.seen) >= verifier.leaseUntil) return;
    await this.#begin(verifier, true);
  }

  async connect(url: string): Promise<Result<ServerInfo>> {
    const asked = await this.#ask(url, (requests) => requests.send('GET', '/api/setup'));
    if (asked.ok && Value.Check(SetupState, asked.value.answer)) {
      const { company, setupNeeded, demo } = asked.value.answer;
      return ok({ company, setupNeeded, demo });
    }
    // A desk that is at work stays with the head office that it has.
    const known = this.identity.get()?.serverUrl;
    if (known !== undefined) await this.#options.choose(known);
    const strange = asked.ok || asked.error.code === 'not_found';
    return strange ? fail('not_head_office', 'person', { field: 'url' }) : asked;
  }

  async #ask(
    url: string,
    send: (requests: Requests) => Promise<Result<unknown>>,
  ): Promise<Result<{ readonly origin: string; readonly answer: unknown }>> {
    const origin = originOf(url);
    if (!origin.ok) return origin;
    const chosen = await this.#options.choose(origin.value);
    if (!chosen.ok) return chosen;
    const answer = await send(this.#options.requestsTo(origin.value));
    return answer.ok ? ok({ origin: origin.value, answer: answer.value }) : answer;
  }

  async enrol({ url, code, deskName }: EnrolRequest): Promise<Result<DeskIdentity>> {
    const { db, secrets, machineId } = this.#options;
    const machine = await machineId();
    const request = { code, name: deskName, ...(machine === undefined ? {} : { machine }) };
    const asked = await this.#ask(url, (requests) => requests.send('POST', '/api/devices/enrol', request));
    if (!asked.ok) return asked;
    const { origin, answer } = asked.value;
    if (!Value.Check(Enrolled, answer)) return fail('not_head_office', 'person', { field: 'url' });
    const { deviceId, deviceSecret, deskCode, branch, company, demo } = answer;
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

  /** One try at a time: tries side by side would all count as the first. */
  signIn(request: SignInRequest): Promise<Result<Session>> {
    const mine = this.#trying.then(() => this.#signIn(request));
    this.#trying = mine.catch(() => undefined);
    return mine;
  }

  async #signIn(request: SignInRequest): Promise<Result<Session>> {
    const identity = this.identity.get();
    if (!identity) return fail('unenrolled');
    const { db, secrets, clock, requestsTo, hash } = this.#options;
    // as head office compares names
    const username = request.username.normalize('NFKC').trim().toLowerCase();
    const deviceSecret = await secrets.get(DEVICE_SECRET);
    const device = deviceSecret === undefined ? {} : { deviceId: identity.deviceId, deviceSecret };
    const answer = await requestsTo(identity.serverUrl).send('POST', '/api/auth/sign-in', {
      username,
      password: request.password,
      ...device,
    });
    if (!answer.ok) {
      if (answer.error.code === 'device_cloned') await this.#loseCode();
      // What head office refuses (a wrong password, too many of them) is not asked of this desk again.
      return isAway(answer.error)
        ? this.#signInOffline(identity.deviceId, username, request.password, answer.error)
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
    deviceId: string,
    username: string,
    password: string,
    unreachable: LoketError,
  ): Promise<Result<Session>> {
    const { db, clock, hash } = this.#options;
    const verifier = await db.setting<Verifier>(verifierKey(username));
    // Left under an earlier enrolment: it would bring that desk's code back.
    if (!verifier || verifier.actor.deviceId !== deviceId) return { ok: false, error: unreachable };
    const { verdict, next } = await checkVerifier(verifier, password, clock.now(), hash, (counted) =>
      db.set(verifierKey(username), counted),
    );
    await db.set(verifierKey(username), next);
    return verdict.ok ? ok(await this.#begin(next, true)) : verdict;
  }

  async #begin({ actor, leaseUntil }: Verifier, offline: boolean): Promise<Session> {
    const tokens = (await this.#options.secrets.get(refreshKey(actor.userId))) !== undefined;
    const session: Session = { actor, leaseUntil, offline, tokens };
    await this.#options.db.set(AT_WORK, actor.userId);
    this.session.set(session);
    return session;
  }

  /** @returns who was signed in. Their unsent work and drafts stay. */
  async signOut(): Promise<void> {
    const session = this.session.get();
    await this.#options.db.settings.delete(AT_WORK);
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
    if (!verifier) return;
    const kept = renewLease(verifier, actor, leaseUntil, this.#options.clock.now());
    await this.#options.db.set(verifierKey(username), kept);
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
