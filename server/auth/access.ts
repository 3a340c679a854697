/** Access tokens: short, signed, bound to one audience. */
import { errors, jwtVerify, SignJWT } from 'jose';
import { LoketFailure } from '#shared/errors/errors.ts';

const ALGORITHM = 'HS256';
const AUDIENCE = 'loket-desk';
const ISSUER = 'loket-head-office';
/** Life of an access token, in seconds. */
export const ACCESS_SECONDS = 15 * 60;

/** @returns a token that names a session, and when it ends. */
export async function issueAccess(
  key: Uint8Array,
  sessionId: string,
  now: Date,
): Promise<{ readonly token: string; readonly expiresAt: string }> {
  const issued = Math.floor(now.getTime() / 1000);
  const token = await new SignJWT()
    .setProtectedHeader({ alg: ALGORITHM })
    .setSubject(sessionId)
    .setAudience(AUDIENCE)
    .setIssuer(ISSUER)
    .setIssuedAt(issued)
    .setExpirationTime(issued + ACCESS_SECONDS)
    .sign(key);
  return { token, expiresAt: new Date((issued + ACCESS_SECONDS) * 1000).toISOString() };
}

/**
 * @returns the session that the token names, and when the token ends
 * @throws LoketFailure `token_expired`, or `unauthenticated` for anything else that is wrong with it
 */
export async function readAccess(
  key: Uint8Array,
  token: string,
  now: Date,
): Promise<{ readonly sessionId: string; readonly expiresAt: Date }> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      audience: AUDIENCE,
      issuer: ISSUER,
      currentDate: now,
      requiredClaims: ['sub', 'exp'],
    });
    return { sessionId: payload.sub ?? '', expiresAt: new Date((payload.exp ?? 0) * 1000) };
  } catch (thrown) {
    const expired = thrown instanceof errors.JWTExpired;
    throw new LoketFailure(
      expired ? { code: 'token_expired', kind: 'retryable' } : { code: 'unauthenticated', kind: 'person' },
    );
  }
}
