import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

function colours(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  const body = css.slice(start, css.indexOf('\n}', start));
  return Object.fromEntries([...body.matchAll(/--lk-([a-z-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]]));
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

const schemes = [
  ['light', colours(':root')],
  ['dark', colours(":root[data-mantine-color-scheme='dark']")],
] as const;

test.each(schemes)('%s: text on its ground has a contrast of at least 4.5', (_, c) => {
  const tones = Object.keys(c).filter((name) => c[`${name}-ground`]);
  expect(tones).toHaveLength(10);
  const pairs = [
    ...tones.map((tone) => [tone, `${tone}-ground`]),
    ...['text', 'muted', 'primary', 'warn', 'danger', 'ok', 'conflict'].flatMap((tone) =>
      ['ground', 'frame', 'hover', 'chosen'].map((ground) => [tone, ground]),
    ),
    ['chosen-text', 'chosen'],
  ] as const;
  const weak = pairs
    .map(([text, ground]) => ({ text, ground, ratio: contrast(c[text!]!, c[ground!]!) }))
    .filter((pair) => pair.ratio < 4.5);
  expect(weak).toEqual([]);
});

test.each(schemes)('%s: edges of controls and the focus ring have a contrast of at least 3', (_, c) => {
  for (const ground of ['ground', 'frame'])
    for (const line of ['edge', 'focus']) expect(contrast(c[line]!, c[ground]!)).toBeGreaterThanOrEqual(3);
});
