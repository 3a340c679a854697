/** Where the page begins. */
import '../ui/theme/styles.ts';
import { createRoot } from 'react-dom/client';
import { createDesk } from '../data/desk.ts';
import { host } from '../data/host/index.ts';
import { startI18n } from '../i18n/index.ts';
import { usePreferences } from '../state/preferences.ts';
import { App } from './app.tsx';
import { registerOfflinePage } from './offline-page.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root');
startI18n(usePreferences.getState().language);
registerOfflinePage(host);
// a clerk's work is the only copy until it is sent: ask that the browser never evicts it
void navigator.storage?.persist?.();
const desk = await createDesk({ host });
createRoot(root).render(<App desk={desk} host={host} />);
