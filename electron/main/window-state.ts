import type { Rectangle } from 'electron';
import type { WindowState } from './settings.ts';

/** The size that the screens are designed for. */
export const DESIGN_SIZE = { width: 1366, height: 768 } as const;
export const LEAST_SIZE = { width: 960, height: 600 } as const;

/** How much of the title bar must be on a screen for a person to take hold of the window, in pixels. */
const GRIP = { width: 120, height: 40 } as const;

/**
 * Where the window opens: where it was, unless that is off every screen now (a monitor was taken away).
 *
 * @param workAreas of the screens there are; the first is the main one.
 */
export function openingBounds(
  remembered: WindowState | undefined,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & { width: number; height: number } {
  const screen = workAreas[0];
  const fit = (wanted: number, least: number, room: number | undefined): number =>
    Math.max(least, Math.min(wanted, room ?? wanted));
  if (remembered !== undefined) {
    const home = workAreas.find((area) => canBeGripped(remembered, area));
    if (home !== undefined) {
      return {
        x: remembered.x,
        y: remembered.y,
        width: fit(remembered.width, LEAST_SIZE.width, home.width),
        height: fit(remembered.height, LEAST_SIZE.height, home.height),
      };
    }
  }
  return {
    width: fit(DESIGN_SIZE.width, LEAST_SIZE.width, screen?.width),
    height: fit(DESIGN_SIZE.height, LEAST_SIZE.height, screen?.height),
  };
}

function canBeGripped(window: Rectangle, area: Rectangle): boolean {
  const seen = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const top = window.y >= area.y && window.y + GRIP.height <= area.y + area.height;
  return seen >= GRIP.width && top;
}
