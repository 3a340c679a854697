import type { NotificationConstructorOptions } from 'electron';
import type { Notice } from '#shared/host/types.ts';

/** What is needed of one of the system's notifications. */
export interface SystemNotice {
  on(event: 'click' | 'close', listener: () => void): unknown;
  show(): void;
  close(): void;
}

/**
 * Shows notices of the page by the system. A later notice of the same tag takes the earlier one's place.
 *
 * @returns whether the notice could be shown.
 */
export function createNotices(
  create: (options: NotificationConstructorOptions) => SystemNotice,
  supported: boolean,
  clicked: (tag: string) => void,
): (notice: Notice) => boolean {
  // Held here: a notification that nobody holds is collected, and its click with it.
  const shown = new Map<string, SystemNotice>();
  return ({ tag, title, body }) => {
    if (!supported) return false;
    shown.get(tag)?.close();
    const notice = create({ title, body });
    shown.set(tag, notice);
    const forget = (): void => {
      if (shown.get(tag) === notice) shown.delete(tag);
    };
    notice.on('click', () => {
      forget();
      clicked(tag);
    });
    notice.on('close', forget);
    notice.show();
    return true;
  };
}
