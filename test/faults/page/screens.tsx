import '#renderer/ui/theme/styles.ts';
import { createRoot } from 'react-dom/client';
import { App } from '#renderer/app/app.tsx';
import type { Desk } from '#renderer/data/desk-types.ts';
import { host } from '#renderer/data/host/index.ts';
import { startI18n } from '#renderer/i18n/index.ts';

/** Draws the product's screens around the desk, in Bahasa Indonesia. */
export function show(desk: Desk): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root');
  startI18n('id');
  createRoot(root).render(<App desk={desk} host={host} />);
}
