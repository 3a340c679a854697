import type { MenuItemConstructorOptions, Task } from 'electron';
import { formatDeepLink } from '#shared/host/deep-link.ts';

/**
 * The menu behind the hidden title bar: it carries the system's shortcuts for editing and zoom, and no reload
 * or developer tools.
 */
export const APPLICATION_MENU: MenuItemConstructorOptions[] = [
  { role: 'editMenu' },
  {
    label: 'Tampilan',
    submenu: [
      { role: 'resetZoom', label: 'Ukuran asli' },
      { role: 'zoomIn', label: 'Perbesar' },
      { role: 'zoomOut', label: 'Perkecil' },
      { role: 'togglefullscreen', label: 'Layar penuh' },
    ],
  },
];

/** What a right click offers in a text field and on selected text. */
export function contextMenu(at: {
  readonly isEditable: boolean;
  readonly selectionText: string;
}): MenuItemConstructorOptions[] {
  if (at.isEditable) {
    return [
      { role: 'undo', label: 'Urungkan' },
      { role: 'redo', label: 'Ulangi' },
      { type: 'separator' },
      { role: 'cut', label: 'Potong' },
      { role: 'copy', label: 'Salin' },
      { role: 'paste', label: 'Tempel' },
      { role: 'selectAll', label: 'Pilih semua' },
    ];
  }
  return at.selectionText === '' ? [] : [{ role: 'copy', label: 'Salin' }];
}

/** Windows' jump list: a new complaint from the taskbar. */
export const jumpList = (program: string, programArguments: string): Task[] => [
  {
    program,
    arguments: `${programArguments}${formatDeepLink({ to: 'intake' })}`,
    title: 'Pengaduan baru',
    description: 'Buka formulir pengaduan baru',
    iconPath: program,
    iconIndex: 0,
  },
];
