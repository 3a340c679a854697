import { expect, test } from 'vitest';
import { ok, type Result } from '#shared/errors/errors.ts';
import { hostFail } from '#shared/host/errors.ts';
import type { Host, HostResponse } from '#shared/host/host.ts';
import type { HttpRequest } from '#shared/host/types.ts';
import { firstCode, readSetup } from './head-office.ts';

type Answer = { readonly status: number; readonly body: string } | 'down';

function hostAnswering(answers: readonly Answer[]): { readonly host: Host; readonly sent: HttpRequest[] } {
  const sent: HttpRequest[] = [];
  const request = (wanted: HttpRequest): Promise<Result<HostResponse>> => {
    const answer = answers[sent.length];
    sent.push(wanted);
    if (answer === undefined || answer === 'down') return Promise.resolve(hostFail('host.unreachable'));
    const response = { status: answer.status, headers: {}, text: () => Promise.resolve(ok(answer.body)) };
    return Promise.resolve(ok(response as unknown as HostResponse));
  };
  return { host: { http: { request } } as unknown as Host, sent };
}

test('HTML, whatever its status, is a portal and not head office', async () => {
  for (const status of [200, 404, 511])
    expect(
      await readSetup(hostAnswering([{ status, body: '<html>masuk</html>' }]).host, 'https://p'),
    ).toMatchObject({
      ok: false,
      error: { code: 'portal' },
    });
});

test('a server that is down, and an error of its own, come through', async () => {
  expect(await readSetup(hostAnswering(['down']).host, 'https://p')).toMatchObject({
    error: { code: 'host.unreachable' },
  });
  const refusal = JSON.stringify({ error: { code: 'setup_done', kind: 'person' } });
  expect(await readSetup(hostAnswering([{ status: 409, body: refusal }]).host, 'https://p')).toMatchObject({
    error: { code: 'setup_done' },
  });
});

test('the first code is asked for with the token of the sign-in before', async () => {
  const { host, sent } = hostAnswering([
    { status: 200, body: JSON.stringify({ accessToken: 't1' }) },
    { status: 201, body: JSON.stringify({ code: '7KQM-X2RD' }) },
  ]);
  expect(await firstCode(host, 'https://p', { username: 'a', password: 'b' }, 'PST')).toEqual(
    ok('7KQM-X2RD'),
  );
  expect(sent[1]).toMatchObject({
    url: 'https://p/api/devices/codes',
    headers: { authorization: 'Bearer t1' },
  });
});
