/**
 * The part of Papa Parse that is used here. Its published types pull in those of Node, which this side of the
 * house must not see; the subpath keeps them out.
 */
declare module 'papaparse/papaparse.js' {
  export interface ParseHandle {
    pause(): void;
    resume(): void;
    abort(): void;
  }
  export interface ParseChunk {
    readonly data: readonly (readonly string[])[];
    readonly errors: readonly { readonly type: string; readonly code: string }[];
  }
  interface ChunkedConfig {
    readonly chunkSize: number;
    readonly delimitersToGuess: readonly string[];
    readonly chunk: (results: ParseChunk, handle: ParseHandle) => void;
    readonly complete: () => void;
  }
  interface WriteConfig {
    readonly delimiter: string;
    readonly newline: string;
  }
  const Papa: {
    parse(text: string, config: ChunkedConfig): void;
    unparse(lines: readonly (readonly string[])[], config: WriteConfig): string;
  };
  export default Papa;
}
