import type { FastifyTypeProvider } from 'fastify';
import type { Logger } from 'pino';
import type { Static, TSchema } from 'typebox';
import type { Auth, Authenticated } from '../auth/sessions.ts';
import type { Database } from '../db/database.ts';
import type { Feed } from '../sync/feed.ts';
import type { Reads } from '../sync/replica.ts';
import type { SyncRules } from '../sync/types.ts';
import type { Metrics } from './metrics.ts';

/** Limits and what is bound to where a server runs. */
export interface HttpConfig {
  /** Host names under which the server may be asked (without port); absent = any. Against DNS rebinding. */
  readonly hosts?: readonly string[];
  /** Has to be sent along to set head office up. */
  readonly setupCode?: string;
  /** Requests a minute of one signed-in person, and of one address without a token. */
  readonly perMinute: number;
  /** Sign-ins, enrolments and set-ups a minute of one address. */
  readonly signInsPerMinute: number;
  /** A balancer stands before the server and says whose request it is. */
  readonly trustProxy: boolean;
  /** Milliseconds between two heartbeats of the event stream. */
  readonly heartbeatMs: number;
  /** Requests of desks (push, pull, snapshot, digest, fetch) that work at the same time; fewer than connections. */
  readonly syncAtOnce: number;
  /** Requests of desks that wait for their turn; what comes beyond is sent away with a Retry-After. */
  readonly syncWaiting: number;
  /** How long one of them waits, in milliseconds. */
  readonly syncPatienceMs: number;
  /** Bytes of all bodies of desks that are in memory at the same time, inflated. */
  readonly syncBytes: number;
}

export const DEFAULT_HTTP: HttpConfig = {
  perMinute: 3000,
  signInsPerMinute: 60,
  trustProxy: false,
  heartbeatMs: 15_000,
  syncAtOnce: 12,
  syncWaiting: 1000,
  syncPatienceMs: 20_000,
  syncBytes: 256 * 1024 * 1024,
};

/** @returns the limit of a route that anybody may try: by address alone, whatever token comes along. */
export const perAddress = (config: HttpConfig) => ({
  max: config.signInsPerMinute,
  timeWindow: 60_000,
  keyGenerator: (request: { readonly ip: string }) => request.ip,
});

/** What every route may use. */
export interface Deps {
  readonly db: Database;
  /** Where questions of desks are answered from. */
  readonly reads: Reads;
  readonly auth: Auth;
  readonly feed: Feed;
  readonly rules: SyncRules;
  readonly config: HttpConfig;
  readonly metrics: Metrics;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Who may call a route. `person` (signed in) where nothing else is said. */
export type Access = 'public' | 'person' | 'head-office';

/** Derives the types of a request from its TypeBox schemas. */
export interface TypeBoxProvider extends FastifyTypeProvider {
  readonly validator: this['schema'] extends TSchema ? Static<this['schema']> : unknown;
  readonly serializer: this['schema'] extends TSchema ? Static<this['schema']> : unknown;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for every route that is not public; read it with `personOf`. */
    person: Authenticated | null;
  }
  interface FastifyContextConfig {
    access?: Access;
  }
}
