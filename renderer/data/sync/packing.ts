/** Bodies of requests, compressed where that is worth it and head office takes it. */

/** What is shorter costs more to compress than to send; characters. */
export const WORTH_PACKING = 1024;

export interface Packed {
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** As it goes over the line. */
  readonly bytes: number;
}

/** @returns the gzip form of `text` (UTF-8). */
export async function gzip(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @returns `text` as a JSON body; compressed when `compress` is given and it is long enough. */
export async function pack(
  text: string,
  compress: ((text: string) => Promise<Uint8Array>) | undefined,
): Promise<Packed> {
  const type = { 'content-type': 'application/json' };
  if (!compress || text.length < WORTH_PACKING) return { body: text, headers: type, bytes: text.length };
  const body = await compress(text);
  return { body, headers: { ...type, 'content-encoding': 'gzip' }, bytes: body.byteLength };
}
