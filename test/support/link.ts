/** The connection of a branch: a TCP relay on a port of its own that can be cut and mended. */
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

export interface Link {
  /** Address of head office as the branch sees it; the same before and after a cut. */
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** @param target address of head office, as in `http://127.0.0.1:4817` */
export async function openLink(target: string): Promise<Link> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let listener: Server | undefined;
  let own = 0;

  async function listen(): Promise<void> {
    if (listener) return;
    const server = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(from);
        from.on('error', () => to.destroy());
        from.on('close', () => {
          sockets.delete(from);
          to.destroy();
        });
        from.pipe(to);
      }
    });
    server.listen(own, '127.0.0.1');
    await once(server, 'listening');
    own = (server.address() as AddressInfo).port;
    listener = server;
  }
  async function cut(): Promise<void> {
    const server = listener;
    if (!server) return;
    listener = undefined;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }
  await listen();
  return { url: `http://127.0.0.1:${own}`, cut, mend: listen, close: cut };
}
