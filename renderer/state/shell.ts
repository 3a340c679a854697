/** What is open over the page, and what is read aloud. */
import { create } from 'zustand';

interface ShellState {
  readonly overlay: 'none' | 'palette' | 'cheatSheet' | 'signOut' | 'signIn';
  readonly show: (overlay: ShellState['overlay']) => void;
  /** Read aloud by the live region; a counter makes the same words count as new. */
  readonly spoken: { readonly text: string; readonly turn: number };
  readonly announce: (text: string) => void;
}

export const useShell = create<ShellState>()((set) => ({
  overlay: 'none',
  show: (overlay) => {
    set({ overlay });
  },
  spoken: { text: '', turn: 0 },
  announce: (text) => {
    set(({ spoken }) => ({ spoken: { text, turn: spoken.turn + 1 } }));
  },
}));

/** Says something to a screen reader without showing it: saves, counts of results. */
export const announce = (text: string): void => {
  useShell.getState().announce(text);
};
