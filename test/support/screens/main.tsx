/** The real application around the double: `?world=full&actor=rina&status=ready#/pengaduan`. */
import '#renderer/ui/theme/styles.ts';
import { createRoot } from 'react-dom/client';
import { ok } from '#shared/errors/errors.ts';
import type { Host } from '#shared/host/host.ts';
import type { DeskStatus } from '#renderer/data/desk-types.ts';
import { browserHost } from '#renderer/data/host/browser-host.ts';
import { App } from '#renderer/app/app.tsx';
import { startI18n } from '#renderer/i18n/index.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { ACTORS, worldDesk, WORLDS } from './world.ts';

const query = new URLSearchParams(location.search);
const world = WORLDS.find((name) => name === query.get('world')) ?? 'full';
const actor =
  (Object.keys(ACTORS) as (keyof typeof ACTORS)[]).find((name) => name === query.get('actor')) ?? 'rina';
const desk = worldDesk({
  world,
  actor,
  status: (query.get('status') ?? 'ready') as DeskStatus,
  setupNeeded: query.has('setup'),
  refusal: query.get('refusal') ?? undefined,
});
const host = browserHost(window, '0.1.0');
const chooses = new Set([
  ...host.capabilities,
  ...(query.has('choose') ? (['chooseHeadOffice'] as const) : []),
]);
const language = query.get('lang') === 'en' ? 'en' : 'id';
usePreferences.setState({ language, density: query.get('density') === 'compact' ? 'compact' : 'normal' });
startI18n(language);
const root = document.getElementById('root');
if (!root) throw new Error('no root');
async function* nothing(): AsyncGenerator<Uint8Array> {
  yield* [];
}
const setup = { setupNeeded: true, setupCodeNeeded: false, company: '', demo: false };
const http: Host['http'] = {
  request: () =>
    Promise.resolve(
      ok({
        status: 200,
        headers: {},
        text: () => Promise.resolve(ok(JSON.stringify(setup))),
        stream: nothing,
      }),
    ),
};
createRoot(root).render(<App desk={desk} host={{ ...host, capabilities: chooses, http }} />);
