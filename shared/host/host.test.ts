import { expect, test } from 'vitest';
import { CALLS } from './channel-names.ts';
import { CALL_ARGUMENTS, MAX_BODY_BYTES, parseArgument } from './channels.ts';
import { contentSecurityPolicy } from './csp.ts';
import { formatDeepLink, parseDeepLink } from './deep-link.ts';
import { headOfficeOrigin } from './origin.ts';

test('the list of calls and the map of their arguments name the same calls', () => {
  expect(Object.keys(CALL_ARGUMENTS).toSorted()).toEqual([...CALLS].toSorted());
});

const ID = '0198c0de-0000-7000-8000-000000000001';

test.each([
  ['http.open', { id: ID, method: 'GET', url: 'https://pusat.example.id/health' }],
  [
    'http.open',
    { id: ID, method: 'POST', url: 'https://a.id/', headers: { accept: 'x' }, body: new Uint8Array(2) },
  ],
  ['secrets.get', { key: 'device.secret' }],
  ['files.save', { name: 'Tanda terima K-NGW-A-12.pdf', mime: 'application/pdf', data: new Uint8Array(1) }],
  ['print.pdf', { content: { page: 'current' }, paper: '80mm', heightMm: 140 }],
  ['app.info', undefined],
] as const)('%s takes its argument', (name, argument) => {
  expect(parseArgument(name, argument).ok).toBe(true);
});

test.each([
  ['app.info', {}],
  ['http.open', { id: ID, method: 'TRACE', url: 'https://a.id/' }],
  ['http.open', { id: 'x', method: 'GET', url: 'https://a.id/' }],
  ['http.open', { id: ID, method: 'GET', url: 'https://a.id/', headers: { 'bad name': 'x' } }],
  ['http.open', { id: ID, method: 'GET', url: 'https://a.id/', headers: { accept: 'x\r\nhost: b' } }],
  ['http.open', { id: ID, method: 'GET', url: 'https://a.id/', body: { length: 3 } }],
  ['secrets.get', { key: '../x' }],
  ['secrets.get', { key: 'a', more: 1 }],
  ['files.save', { name: '..\\evil.exe', mime: '', data: new Uint8Array() }],
  ['files.save', { name: 'CON.txt', mime: '', data: new Uint8Array() }],
  ['files.save', { name: 'a/b', mime: '', data: new Uint8Array() }],
  ['files.save', { name: 'tanda\u202efdp.exe', mime: '', data: new Uint8Array() }],
  ['files.open', { extensions: ['*'], maxBytes: 1 }],
  ['print.pdf', { content: { page: 'other' }, paper: '80mm' }],
  ['print.pdf', { content: { page: 'current' }, paper: 'A4' }],
  ['backup.read', { id: '../../secrets' }],
  ['update.reportUnsent', { count: -1 }],
] as const)('%s refuses %j', (name, argument) => {
  const parsed = parseArgument(name, argument);
  expect(parsed).toMatchObject({ ok: false, error: { code: 'host.badArguments', detail: { call: name } } });
});

test('a body beyond the bound is refused', () => {
  const request = { id: ID, method: 'POST', url: 'https://a.id/' } as const;
  const parsed = parseArgument('http.open', { ...request, body: new Uint8Array(MAX_BODY_BYTES + 1) });
  expect(parsed.ok).toBe(false);
});

test('head office is https, or plain http on this computer alone', () => {
  expect(headOfficeOrigin(' https://Pusat.Example.id/ ')).toBe('https://pusat.example.id');
  expect(headOfficeOrigin('https://pusat.example.id:443')).toBe('https://pusat.example.id');
  expect(headOfficeOrigin('https://10.0.0.5:8443')).toBe('https://10.0.0.5:8443');
  expect(headOfficeOrigin('http://127.0.0.1:4817/')).toBe('http://127.0.0.1:4817');
  for (const refused of [
    'http://10.0.0.5:4817',
    'http://127.0.0.1.evil.id',
    'https://a.id/path',
    'https://user@a.id',
    "https://a.id 'unsafe-inline'",
    'https://*.id',
    'https://a.id; script-src *',
    'file:///etc/passwd',
    '',
  ]) {
    expect(headOfficeOrigin(refused), refused).toBeUndefined();
  }
});

test('the policy starts from nothing, allows no inline code or style, and names head office', () => {
  const policy = contentSecurityPolicy({ connect: ['https://pusat.example.id'] });
  expect(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';")).toBe(true);
  expect(policy).toContain("connect-src 'self' https://pusat.example.id;");
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(contentSecurityPolicy({ wasm: true })).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(() => contentSecurityPolicy({ connect: ["https://a.id; script-src 'unsafe-inline'"] })).toThrow(
    TypeError,
  );
});

test.each([
  { to: 'complaint', number: 'K-NGW-A1-204' },
  { to: 'customer', number: 'P-JAP-B-7' },
  { to: 'campaign', id: ID },
  { to: 'intake' },
] as const)('the link %j is read back as it was written', (link) => {
  expect(parseDeepLink(formatDeepLink(link))).toEqual(link);
});

test.each([
  'https://example.id/',
  'loket://complaint/../settings',
  'loket://complaint/K-NGW-A1-204?delete=1',
  'loket://customer/<img src=x>',
  `loket://complaint/${'A'.repeat(200)}`,
  'loket://campaign/1',
  'loket://sign-out',
])('the link %s leads nowhere', (text) => {
  expect(parseDeepLink(text)).toBeUndefined();
});
