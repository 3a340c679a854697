/** Requests with a person's token: an expired one is renewed once, whoever notices first, and the request goes on. */
import { Value } from 'typebox/value';
import { SignedIn } from '#shared/api/auth.ts';
import { fail, type Result } from '#shared/errors/errors.ts';
import type { HostResponse } from '#shared/host/host.ts';
import type { Method, Requests } from './requests.ts';

export interface TokenStore {
  /** @returns the refresh token of the person who is signed in. */
  refreshToken(): Promise<string | undefined>;
  /** Durable before it resolves: a refresh token that was used is worth nothing. */
  renewed(answer: SignedIn): Promise<void>;
  /** Head office does not accept the person's tokens any more. */
  expired(code: string): void;
}

/** Only these say that a token is to blame; a `device_…` refusal is not mended by a new one. */
const RENEW = new Set(['token_expired', 'unauthenticated']);

export class Authorized {
  readonly #requests: Requests;
  readonly #tokens: TokenStore;
  #access: string | undefined;
  /** Counts sign-ins and sign-outs: a renewal asked for before one of them is nobody's. */
  #era = 0;
  #renewing: Promise<Result<string>> | null = null;

  constructor(requests: Requests, tokens: TokenStore) {
    this.#requests = requests;
    this.#tokens = tokens;
  }

  /** The token of a fresh sign-in; undefined after a sign-out. */
  use(accessToken: string | undefined): void {
    this.#era++;
    this.#renewing = null;
    this.#access = accessToken;
  }

  #renew(): Promise<Result<string>> {
    if (this.#renewing) return this.#renewing;
    const renewing = this.#askForToken().finally(() => {
      if (this.#renewing === renewing) this.#renewing = null;
    });
    this.#renewing = renewing;
    return renewing;
  }

  async #askForToken(): Promise<Result<string>> {
    const era = this.#era;
    const refreshToken = await this.#tokens.refreshToken();
    if (refreshToken === undefined) return this.#refused('sign_in_expired');
    const answer = await this.#requests.send('POST', '/api/auth/refresh', { refreshToken });
    if (era !== this.#era) return fail('sign_in_expired');
    if (!answer.ok) return answer.error.kind === 'retryable' ? answer : this.#refused(answer.error.code);
    if (!Value.Check(SignedIn, answer.value)) return fail('malformed_answer', 'retryable');
    const { accessToken } = answer.value;
    // A full disk refuses: then the old refresh token stays the one to use, which head office allows while its
    // successor is unused. The access token needs no disk.
    await this.#tokens.renewed(answer.value).catch(() => undefined);
    if (era !== this.#era) return fail('sign_in_expired');
    this.#access = accessToken;
    return { ok: true, value: accessToken };
  }

  #refused(code: string): Result<string> {
    this.#access = undefined;
    this.#tokens.expired(code);
    return fail('sign_in_expired');
  }

  async #with<T>(attempt: (token: string) => Promise<Result<T>>): Promise<Result<T>> {
    const used = this.#access;
    if (used !== undefined) {
      const answer = await attempt(used);
      if (answer.ok || !RENEW.has(answer.error.code)) return this.#judged(answer);
      // another request may have renewed it meanwhile
      if (this.#access === used) this.#access = undefined;
    }
    const token =
      this.#access === undefined ? await this.#renew() : { ok: true as const, value: this.#access };
    return token.ok ? this.#judged(await attempt(token.value)) : token;
  }

  #judged<T>(answer: Result<T>): Result<T> {
    if (!answer.ok && /^(device_|session_ended)/.test(answer.error.code))
      this.#tokens.expired(answer.error.code);
    return answer;
  }

  send(method: Method, path: string, body?: unknown): Promise<Result<unknown>> {
    return this.#with((token) => this.#requests.send(method, path, body, token));
  }

  /** Tells head office that this session ends, when it can be told; never waits for a renewal. */
  async signOut(): Promise<void> {
    const token = this.#access;
    this.use(undefined);
    if (token !== undefined) await this.#requests.send('POST', '/api/auth/sign-out', undefined, token);
  }

  /** As `Requests.interrupt`. */
  interrupt(): void {
    this.#requests.interrupt();
  }

  open(path: string, signal: AbortSignal): Promise<Result<HostResponse>> {
    return this.#with(async (token) => {
      const answer = await this.#requests.open(path, token, signal);
      return answer.ok && answer.value.status === 401 ? fail('unauthenticated') : answer;
    });
  }
}
