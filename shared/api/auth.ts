/** Signing in, staying signed in. */
import Type, { type Static } from 'typebox';
import { Actor } from '#shared/domain/actor.ts';

/** Compared without regard to case. */
export const Username = Type.String({
  minLength: 2,
  maxLength: 64,
  pattern: '^[A-Za-z0-9][A-Za-z0-9._@-]*$',
});
export const MIN_PASSWORD = 8;
export const Password = Type.String({ minLength: MIN_PASSWORD, maxLength: 256 });
const Secret = Type.String({ minLength: 1, maxLength: 200 });

/** `POST /api/auth/sign-in`. A wrong password and an unknown name get the same answer. */
export const SignInRequest = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 64 }),
    password: Type.String({ minLength: 1, maxLength: 256 }),
    deviceId: Type.Optional(Secret),
    deviceSecret: Type.Optional(Secret),
  },
  { additionalProperties: false },
);
/** `POST /api/auth/refresh`. */
export const RefreshRequest = Type.Object({ refreshToken: Secret }, { additionalProperties: false });
/** Answer to both. All instants are ISO 8601 UTC. */
export const SignedIn = Type.Object({
  accessToken: Type.String(),
  /** Each is used once; the next one comes with the answer. */
  refreshToken: Type.String(),
  actor: Actor,
  /** When the access token ends. */
  expiresAt: Type.String(),
  /** Until when the person may work without head office. */
  leaseUntil: Type.String(),
  /** Head office's clock. */
  now: Type.String(),
});
/** `GET /api/auth/me`. */
export const Me = Type.Object({ actor: Actor, now: Type.String() });

export type SignInRequest = Static<typeof SignInRequest>;
export type RefreshRequest = Static<typeof RefreshRequest>;
export type SignedIn = Static<typeof SignedIn>;
export type Me = Static<typeof Me>;
