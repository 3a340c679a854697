import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { Deps, TypeBoxProvider } from '../deps.ts';

/** The web server with request types taken from the schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxProvider
>;

/** Adds routes. Every route declares its schema: `/openapi.json` comes from them. */
export type Routes = (app: App, deps: Deps) => void;
