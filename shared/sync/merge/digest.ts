/**
 * @returns 32 hex digits that depend on all characters of `text` (cyrb128). Not for security: it makes ids that
 * come out the same wherever the same merge is made.
 */
export function digest(text: string): string {
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
  return [whole, b ^ whole, c ^ whole, d ^ whole]
    .map((n) => (n >>> 0).toString(16).padStart(8, '0'))
    .join('');
}
