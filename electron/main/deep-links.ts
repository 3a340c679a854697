import { LINK_SCHEME, parseDeepLink } from '#shared/host/deep-link.ts';
import type { DeepLink } from '#shared/host/types.ts';

export interface DeepLinks {
  /** A link from the system, or a command line that may hold one. Anything else is passed over. */
  arrived(texts: readonly string[]): void;
  /** The page listens from now on; what waited is delivered. */
  listening(): void;
  /** The page was loaded anew: links wait again until it listens. */
  deaf(): void;
}

/** Holds the last link until the page is there to follow it. */
export function createDeepLinks(deliver: (link: DeepLink) => void): DeepLinks {
  let waiting: DeepLink | undefined;
  let heard = false;
  const flush = (): void => {
    if (!heard || waiting === undefined) return;
    const link = waiting;
    waiting = undefined;
    deliver(link);
  };
  return {
    arrived(texts) {
      const text = texts.find((candidate) => candidate.startsWith(`${LINK_SCHEME}:`));
      const link = text === undefined ? undefined : parseDeepLink(text);
      if (link === undefined) return;
      waiting = link;
      flush();
    },
    listening() {
      heard = true;
      flush();
    },
    deaf() {
      heard = false;
    },
  };
}
