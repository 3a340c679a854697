import { connect } from 'node:net';

/** Who answers on the port that Loket wants. */
export type PortState = 'free' | 'loket' | 'another program';

/**
 * Looks who listens on a port of this computer, before anything is started there.
 *
 * @param origin as in `http://127.0.0.1:4817`.
 */
export async function lookAtPort(origin: string): Promise<PortState> {
  const { hostname, port } = new URL(origin);
  if (!(await somebodyListens(hostname, Number(port)))) return 'free';
  try {
    const answer = await fetch(`${origin}/openapi.json`, {
      signal: AbortSignal.timeout(3000),
      redirect: 'error',
    });
    const about = (await answer.json()) as { info?: { title?: unknown } } | null;
    return typeof about?.info?.title === 'string' && about.info.title.startsWith('Loket')
      ? 'loket'
      : 'another program';
  } catch {
    return 'another program';
  }
}

function somebodyListens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (listens: boolean) => {
      socket.destroy();
      resolve(listens);
    };
    socket.setTimeout(2000, () => done(true));
    socket.on('connect', () => done(true));
    socket.on('error', () => done(false));
  });
}
