/**
 * Whether this PC still stands. Somebody's token asks it with every request; where nobody's does (at the sign-in
 * screen, and after the sign-in has run out) the desk asks by its own secret. A PC that was taken away may stand for
 * weeks without anybody signing in, and its data has to go all the same.
 */
import { v7 as newId } from 'uuid';
import { Value } from 'typebox/value';
import { DeviceStanding } from '#shared/api/devices.ts';
import type { Result } from '#shared/errors/errors.ts';
import type { Host } from '#shared/host/host.ts';
import type { Live, Session } from '../desk-types.ts';
import { backoff } from '../sync/backoff.ts';
import { isAway, type Requests } from '../sync/requests.ts';
import type { OwnDesk } from './own-desk.ts';

/** Between two questions that were answered, in milliseconds; the desks of a branch spread over half of it. */
export const CALM_MS = 5 * 60_000;

/** `unknown`: what came is not head office's word on this PC. */
export type Standing = 'stands' | 'revoked' | 'unknown';

export interface StandingQuestion {
  readonly deviceId: string;
  /** Made anew for each question. */
  readonly challenge: string;
}

/**
 * What is destroyed does not come back, so only head office's own words count: its shape, this device, this question.
 * A portal's or a proxy's page, a kept answer, a refusal and every failure leave everything as it is.
 */
export function standingIn(answer: Result<unknown>, asked: StandingQuestion): Standing {
  if (!answer.ok || !Value.Check(DeviceStanding, answer.value)) return 'unknown';
  const { deviceId, challenge, state } = answer.value;
  if (deviceId !== asked.deviceId || challenge !== asked.challenge) return 'unknown';
  // `wiped`: a disk that was put back from a copy
  return state === 'revoked' || state === 'wiped' ? 'revoked' : 'stands';
}

export interface StandingOptions {
  readonly host: Pick<Host, 'on'>;
  readonly own: Pick<OwnDesk, 'identity' | 'secret'>;
  readonly session: Live<Session | undefined>;
  readonly requestsTo: (origin: string) => Requests;
  readonly onRevoked: () => void;
  readonly random?: () => number;
}

/** Asks at its beginning, when the connection or the PC is back, when a token is gone, and at a calm rhythm. */
export class StandingWatch {
  readonly #options: StandingOptions;
  #ends: readonly (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: Promise<void> | null = null;
  #failures = 0;
  #closed = false;

  constructor(options: StandingOptions) {
    this.#options = options;
  }

  /** To be called once the data of the desk is open: what is not sent is counted before it goes. */
  begin(): void {
    const { host, session } = this.#options;
    const ask = (): void => void this.ask();
    this.#ends = [
      session.subscribe(ask),
      host.on('connectivity', ({ online }) => (online ? ask() : undefined)),
      host.on('lock', ({ state }) => (state === 'awake' ? ask() : undefined)),
    ];
    ask();
  }

  /** Asks now, unless somebody's token does or a question is under way. */
  ask(): Promise<void> {
    this.#asking ??= this.#ask()
      // a secret or a disk that cannot be read now
      .catch(() => this.#next(backoff(++this.#failures, this.#options.random)))
      .finally(() => {
        this.#asking = null;
      });
    return this.#asking;
  }

  async #ask(): Promise<void> {
    const { own, session, requestsTo, random = Math.random } = this.#options;
    const calm = CALM_MS * (0.5 + random() / 2);
    const identity = own.identity.get();
    const deviceSecret = identity && !session.get()?.tokens ? await own.secret() : undefined;
    if (!identity || deviceSecret === undefined) return this.#next(calm);
    const { serverUrl, deviceId } = identity;
    const challenge = newId();
    const path = `/api/devices/${encodeURIComponent(deviceId)}/standing`;
    const answer = await requestsTo(serverUrl).send('POST', path, { deviceSecret, challenge });
    const standing = standingIn(answer, { deviceId, challenge });
    // enrolled anew meanwhile: the answer is about what this PC was
    const current = own.identity.get()?.deviceId === deviceId;
    if (standing === 'revoked' && current && !this.#closed) {
      this.close();
      return this.#options.onRevoked();
    }
    const away = !answer.ok && isAway(answer.error);
    this.#failures = away ? this.#failures + 1 : 0;
    const asked = answer.ok ? 0 : Number(answer.error.detail?.['retryAfter'] ?? 0) * 1000;
    this.#next(away ? Math.max(asked, backoff(this.#failures, random)) : calm);
  }

  #next(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => void this.ask(), ms);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const end of this.#ends) end();
  }
}
