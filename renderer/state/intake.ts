/** Whether the intake is open, and for whom. Everything typed into it lives in its draft. */
import { create } from 'zustand';

export interface IntakeOpening {
  /** Customer to begin with. */
  readonly customerId?: string;
  /** Draft to take up. */
  readonly draftId?: string;
}

interface IntakeWindow {
  readonly opening: IntakeOpening | undefined;
  /** Counts openings, so that the same one twice begins anew. */
  readonly turn: number;
  /** What was filled in is saved: the next customer may begin. */
  readonly saved: boolean;
  readonly open: (opening?: IntakeOpening) => void;
  readonly markSaved: () => void;
  readonly close: () => void;
}

export const useIntakeWindow = create<IntakeWindow>()((set) => ({
  opening: undefined,
  turn: 0,
  saved: false,
  open: (opening) => {
    set((now) => {
      // F2 in the middle of a form is a slip of the finger: nothing is begun anew over it.
      if (now.opening && !now.saved && !opening) return now;
      return { opening: opening ?? {}, turn: now.turn + 1, saved: false };
    });
  },
  markSaved: () => {
    set({ saved: true });
  },
  close: () => {
    set({ opening: undefined, saved: false });
  },
}));

/** Opens the intake from anywhere (F2). */
export const openIntake = (opening?: IntakeOpening): void => {
  useIntakeWindow.getState().open(opening);
};
