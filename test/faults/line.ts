/**
 * The wire between a desk and a proxy: latency, bandwidth, loss as the stalls that TCP makes of it, cuts, and silence
 * without an end. One direction of one connection is one queue, so that nothing overtakes within it.
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';

export interface Shape {
  /** Of one direction, ms. */
  readonly latencyMs: number;
  /** Of one direction; absent = as fast as it goes. */
  readonly bytesPerSecond?: number;
  /** 0 to 1: so many of the segments, evenly. A lost one stalls its connection until it would have been sent again. */
  readonly loss?: number;
}

export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

export interface Line {
  readonly port: number;
  /** Bytes since the line was opened, at the desk's end. */
  readonly bytes: { up: number; down: number };
  /** Segments that were lost and sent again. */
  readonly stalls: number;
  shape(shape: Shape | null): void;
  /** What is open breaks, and nothing new is let in. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** What is open stays open and carries nothing any more; new connections work. */
  silence(): void;
  /** Shows another certificate from now on; what is open breaks. */
  certify(pair: KeyPair): void;
  close(): Promise<void>;
}

const SEGMENT = 1460;
/** A retransmission waits at least this long beyond the round trip (RFC 6298 has 1 s at first, 200 ms in practice). */
const RESEND_MS = 300;

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  dead: boolean;
}

/** Opens a line on a free port. With `tls` the desk's end speaks TLS with that certificate. */
export async function openLine(targetPort: number, tls?: KeyPair): Promise<Line> {
  const pairs = new Set<Pair>();
  const bytes = { up: 0, down: 0 };
  let shape: Shape | null = null;
  let stalls = 0;
  /** Evenly, so that a short transfer has its losses too; the first half-way. */
  let owed = 0.5;
  let listener: Server | TlsServer | undefined;
  let port = 0;
  let certificate = tls;

  /** Carries one direction; what was sent before the other end closed still arrives. */
  const carry = (pair: Pair, from: Socket, to: Socket, count: 'up' | 'down', handshake: number): void => {
    let free = 0;
    let last = 0;
    const deliver = (at: number, act: () => void): void => {
      last = Math.max(last, at);
      const wait = last - performance.now();
      const run = (): void => {
        if (!pair.dead) act();
      };
      if (wait <= 0) run();
      else setTimeout(run, wait);
    };
    from.on('data', (chunk: Buffer) => {
      bytes[count] += chunk.length;
      if (pair.dead) return;
      if (!shape) {
        deliver(0, () => void to.write(chunk));
        return;
      }
      const { latencyMs, bytesPerSecond, loss = 0 } = shape;
      const extra = last === 0 ? handshake : 0;
      for (let at = 0; at < chunk.length; at += SEGMENT) {
        const segment = chunk.subarray(at, at + SEGMENT);
        const now = performance.now();
        free = Math.max(free, now) + (bytesPerSecond ? (segment.length / bytesPerSecond) * 1000 : 0);
        let arrives = free + latencyMs + extra;
        owed += loss;
        if (owed >= 1) {
          owed--;
          stalls++;
          arrives += 2 * latencyMs + RESEND_MS;
        }
        deliver(arrives, () => void to.write(segment));
      }
    });
    from.on('end', () => deliver(performance.now() + (shape?.latencyMs ?? 0), () => void to.end()));
  };

  const accept = (near: Socket): void => {
    const far = connect(targetPort, '127.0.0.1');
    const pair: Pair = { near, far, dead: false };
    pairs.add(pair);
    // the three-way handshake has cost a round trip before the first byte
    carry(pair, near, far, 'up', 2 * (shape?.latencyMs ?? 0));
    carry(pair, far, near, 'down', 0);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('error', () => {
        if (!pair.dead) to.destroy();
      });
      from.on('close', () => {
        pairs.delete(pair);
        // a half-open line does not even say that the other end is gone
        if (!pair.dead || from === near) setTimeout(() => to.destroy(), shape?.latencyMs ?? 0);
      });
    }
  };
  const listen = async (): Promise<void> => {
    if (listener) return;
    const server = certificate
      ? createTlsServer({ cert: certificate.cert, key: certificate.key, ALPNProtocols: ['http/1.1'] }, accept)
      : createServer({ allowHalfOpen: true }, accept);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
    listener = server;
  };
  const breakAll = (): void => {
    for (const { near, far } of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  const cut = async (): Promise<void> => {
    const server = listener;
    if (!server) return;
    listener = undefined;
    const closed = once(server, 'close');
    server.close();
    breakAll();
    await closed;
  };
  await listen();
  return {
    get port() {
      return port;
    },
    bytes,
    get stalls() {
      return stalls;
    },
    shape(next) {
      shape = next;
    },
    cut,
    mend: listen,
    silence() {
      for (const pair of pairs) pair.dead = true;
    },
    certify(pair) {
      certificate = pair;
      if (listener && 'setSecureContext' in listener) listener.setSecureContext(pair);
      breakAll();
    },
    close: cut,
  };
}
