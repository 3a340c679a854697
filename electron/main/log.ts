/** Writes one line of what happened. Never personal data, never secrets: these lines land in a file on the PC. */
export type Log = (what: string) => void;

/** @returns a short word for a thrown thing: the system's code where there is one, as in ENOSPC. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof Error) {
    const { code } = thrown as Error & { code?: unknown };
    return typeof code === 'string' ? code : thrown.name;
  }
  return 'unknown';
}
