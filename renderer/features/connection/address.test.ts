import { expect, test } from 'vitest';
import { addressOf } from './address.ts';

test('a bare name becomes https, a path is left off', () => {
  expect(addressOf('loket.perusahaan.co.id')).toBe('https://loket.perusahaan.co.id');
  expect(addressOf(' https://Pusat.example.id/masuk?x=1 ')).toBe('https://pusat.example.id');
  expect(addressOf('pusat.example.id:8443')).toBe('https://pusat.example.id:8443');
});

test('http is for this computer only', () => {
  expect(addressOf('http://localhost:4310')).toBe('http://localhost:4310');
  expect(addressOf('http://192.168.1.4:4310')).toBeUndefined();
  expect(addressOf('ftp://pusat.example.id')).toBeUndefined();
});

test('what is no address is none', () => {
  expect(addressOf('')).toBeUndefined();
  expect(addressOf('kantor pusat')).toBeUndefined();
});
