import { createServer as createHttp } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { lookAtPort } from './port.ts';

const open: Server[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function listening(server: Server): Promise<string> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answering = (body: string, type = 'application/json') =>
  listening(
    createHttp((_, answer) => {
      answer.writeHead(200, { 'content-type': type, connection: 'close' }).end(body);
    }),
  );

test('a port where nobody listens is free', async () => {
  const server = createServer();
  const origin = await listening(server);
  await new Promise((resolve) => open.splice(0)[0]?.close(resolve));
  expect(await lookAtPort(origin)).toBe('free');
});

test('a running head office is known by its interface', async () => {
  expect(await lookAtPort(await answering('{"info":{"title":"Loket head office"}}'))).toBe('loket');
});

test.each(['{"info":{"title":"Another"}}', '<html></html>', 'null', '{}'])(
  '%s is another program',
  async (body) => {
    expect(await lookAtPort(await answering(body))).toBe('another program');
  },
);

test('a program that does not speak HTTP is another program', async () => {
  const origin = await listening(
    createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.resume().end('220 mail ready\r\n');
    }),
  );
  expect(await lookAtPort(origin)).toBe('another program');
});
