/** The operating system's word on the network, as the browser engine passes it on. A hint, never a proof. */
export interface Connection {
  online(): boolean;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (hint: { readonly online: boolean }) => void): () => void;
}

/** What is needed of a window. */
export type ConnectedWindow = Pick<Window, 'addEventListener' | 'removeEventListener'> & {
  readonly navigator: Pick<Navigator, 'onLine'>;
};

/** @returns the connection as this window sees it. */
export function connectionOf(window: ConnectedWindow): Connection {
  return {
    online: () => window.navigator.onLine,
    subscribe(listener) {
      const up = (): void => listener({ online: true });
      const down = (): void => listener({ online: false });
      window.addEventListener('online', up);
      window.addEventListener('offline', down);
      return () => {
        window.removeEventListener('online', up);
        window.removeEventListener('offline', down);
      };
    },
  };
}
