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
  readonly open: (opening?: IntakeOpening) => void;
  readonly close: () => void;
}

export const useIntakeWindow = create<IntakeWindow>()((set) => ({
  opening: undefined,
  turn: 0,
  open: (opening = {}) => {
    set(({ turn }) => ({ opening, turn: turn + 1 }));
  },
  close: () => {
    set({ opening: undefined });
  },
}));

/** Opens the intake from anywhere (F2). */
export const openIntake = (opening?: IntakeOpening): void => {
  useIntakeWindow.getState().open(opening);
};
