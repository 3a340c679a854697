/** Four times 32 bits, none of them below 0. */
type Words = readonly [number, number, number, number];

/** @returns 128 bits that depend on all characters of `text` (cyrb128). Not for security. */
export function digestWords(text: string): Words {
  let a = 1779033703;
  let b = 3144134277;
  let c = 1013904242;
  let d = 2773480762;
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ k, 597399067);
    b = c ^ Math.imul(b ^ k, 2869860233);
    c = d ^ Math.imul(c ^ k, 951274213);
    d = a ^ Math.imul(d ^ k, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  const whole = a ^ b ^ c ^ d;
  return [whole >>> 0, (b ^ whole) >>> 0, (c ^ whole) >>> 0, (d ^ whole) >>> 0];
}

/** @returns `digestWords` as 32 hex digits: it makes ids that come out the same wherever the same merge is made. */
export const digest = (text: string): string =>
  digestWords(text)
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
