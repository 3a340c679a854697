const SIDE = 16;
/** Blue, green, red, alpha of the danger colour in the light theme. */
const DOT = [0x1e, 0x26, 0xb3, 0xff] as const;

/** What is needed of the system to mark the application's icon. */
export interface BadgeParts {
  readonly platform: NodeJS.Platform;
  /** macOS and Linux: a number on the icon. */
  readonly setCount: (count: number) => void;
  /** Windows: a small picture over the icon, with words for screen readers; undefined takes it away. */
  readonly setOverlay: (bitmap: Uint8Array | undefined, side: number, words: string) => void;
}

/** Shows how much waits (near its promised time); 0 takes the mark away. */
export function setBadge({ platform, setCount, setOverlay }: BadgeParts, count: number): void {
  if (platform !== 'win32') setCount(count);
  else if (count === 0) setOverlay(undefined, SIDE, '');
  else setOverlay(dot(), SIDE, `${count} menunggu`);
}

/** A filled circle as a BGRA bitmap. */
function dot(): Uint8Array {
  const bitmap = new Uint8Array(SIDE * SIDE * 4);
  const centre = (SIDE - 1) / 2;
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      if (Math.hypot(x - centre, y - centre) <= SIDE / 2 - 1) bitmap.set(DOT, (y * SIDE + x) * 4);
    }
  }
  return bitmap;
}
