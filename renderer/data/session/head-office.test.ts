import { expect, test } from 'vitest';
import { ok } from '#shared/errors/errors.ts';
import type { Capability } from '#shared/host/types.ts';
import { chooseHeadOffice, originOf } from './head-office.ts';

test('addresses as people type them', () => {
  for (const [typed, origin] of [
    [' loket.perusahaan.co.id ', 'https://loket.perusahaan.co.id'],
    ['HTTPS://Loket.Perusahaan.co.id/', 'https://loket.perusahaan.co.id'],
    ['https://loket.co.id:8443', 'https://loket.co.id:8443'],
    ['localhost:7310', 'http://localhost:7310'],
    ['http://127.0.0.1:80', 'http://127.0.0.1'],
  ] as const)
    expect(originOf(typed)).toEqual({ ok: true, value: origin });
});

test('plain http to another computer is refused as insecure, nonsense as invalid', () => {
  for (const typed of ['http://192.168.1.10', 'http://loket.perusahaan.co.id/'])
    expect(originOf(typed)).toMatchObject({ ok: false, error: { code: 'address_insecure', field: 'url' } });
  for (const typed of ['', 'dua kata', 'https://loket.co.id/masuk', 'ftp://loket.co.id', 'https://a@b.id'])
    expect(originOf(typed)).toMatchObject({ ok: false, error: { code: 'address_invalid' } });
});

test('the shell is told where head office is; a page knows only its own', async () => {
  const told: string[] = [];
  const host = (...capabilities: Capability[]) => ({
    capabilities: new Set(capabilities),
    headOffice: {
      get: () => Promise.resolve('https://a.id'),
      set: (origin: string) => {
        told.push(origin);
        return Promise.resolve(ok(undefined));
      },
    },
  });
  expect(await chooseHeadOffice(host('chooseHeadOffice'), 'https://b.id')).toMatchObject({ ok: true });
  expect(told).toEqual(['https://b.id']);
  expect(await chooseHeadOffice(host(), 'https://a.id')).toMatchObject({ ok: true });
  expect(await chooseHeadOffice(host(), 'https://b.id')).toMatchObject({
    error: { code: 'host.notHeadOffice' },
  });
});
