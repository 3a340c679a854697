/** The pages of a desk that has lost something: its number, its data, its right to exist. */
import type { Screen } from './list.ts';

export const DESK_SCREENS: readonly Screen[] = [
  { name: 'desk-new-code', query: 'status=signed-out&refusal=device_cloned', path: '/' },
  {
    name: 'desk-new-code-en',
    query: 'status=signed-out&refusal=device_unknown&lang=en',
    path: '/',
    dark: true,
  },
  { name: 'desk-lost', query: 'status=lost&refusal=rescued', path: '/' },
  { name: 'desk-lost-en', query: 'status=lost&lang=en', path: '/', dark: true },
  { name: 'desk-revoked', query: 'status=revoked', path: '/' },
  { name: 'desk-revoked-en', query: 'status=revoked&lang=en', path: '/', dark: true },
  { name: 'desk-newer-data', query: 'status=newer-data', path: '/' },
  { name: 'desk-no-space', query: 'status=failed&refusal=space_for_update&lang=en', path: '/', dark: true },
  { name: 'desk-lease-ended', query: 'status=signed-out&refusal=lease_ended', path: '/' },
];
