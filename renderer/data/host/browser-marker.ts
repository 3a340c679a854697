import type { HostMarker } from '#shared/host/host.ts';

const NAME = 'loket-desk';
const CACHE = 'loket-desk';
/** The longest that browsers keep a cookie; it is written anew at every start. */
const COOKIE_SECONDS = 400 * 24 * 3600;
const PATH = '/loket-desk.json';

interface Copy {
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
  clear(): Promise<void>;
}

/**
 * Three copies in places that browsers empty at different occasions: eviction takes IndexedDB and caches and leaves
 * the rest, "clear cookies" takes cookies, a restored profile may lack any. Each says when it was written.
 */
export function browserMarker(window: Window & typeof globalThis, now = () => Date.now()): HostMarker {
  const copies = [inStorage(window), inCookie(window), inCache(window)];
  const read = async (copy: Copy): Promise<string | undefined> => copy.read().catch(() => undefined);
  return {
    async read() {
      const found = (await Promise.all(copies.map(read))).flatMap((text) => stamped(text) ?? []);
      const newest = found.toSorted((a, b) => b.at - a.at)[0];
      const alike = found.filter(({ text }) => text === newest?.text).length;
      return { text: newest?.text, missing: newest ? copies.length - alike : 0 };
    },
    async write(text) {
      const line = `${now()} ${text}`;
      const written = await Promise.allSettled(copies.map((copy) => copy.write(line)));
      return written.some(({ status }) => status === 'fulfilled');
    },
    async clear() {
      await Promise.allSettled(copies.map((copy) => copy.clear()));
    },
  };
}

function stamped(line: string | undefined): { readonly at: number; readonly text: string } | undefined {
  const found = /^(\d+) (.*)$/s.exec(line ?? '');
  return found?.[1] !== undefined && found[2] !== undefined
    ? { at: Number(found[1]), text: found[2] }
    : undefined;
}

const inStorage = (window: Window & typeof globalThis): Copy => ({
  read: async () => window.localStorage.getItem(NAME) ?? undefined,
  write: async (text) => window.localStorage.setItem(NAME, text),
  clear: async () => window.localStorage.removeItem(NAME),
});

const inCookie = (window: Window & typeof globalThis): Copy => {
  const set = (value: string, seconds: number): void => {
    window.document.cookie = `${NAME}=${value}; Max-Age=${seconds}; Path=/; SameSite=Strict`;
  };
  return {
    async read() {
      const found = window.document.cookie.split('; ').find((pair) => pair.startsWith(`${NAME}=`));
      return found && decodeURIComponent(found.slice(NAME.length + 1));
    },
    write: async (text) => set(encodeURIComponent(text), COOKIE_SECONDS),
    clear: async () => set('', 0),
  };
};

const inCache = (window: Window & typeof globalThis): Copy => ({
  async read() {
    const found = await window.caches.match(PATH, { cacheName: CACHE });
    return found?.text();
  },
  async write(text) {
    const cache = await window.caches.open(CACHE);
    await cache.put(PATH, new window.Response(text));
  },
  async clear() {
    await window.caches.delete(CACHE);
  },
});
