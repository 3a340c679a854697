/** The form's value and its draft: stored with the first character, and after every change since. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Desk, Draft } from '#renderer/data/desk-types.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import type { IntakeOpening } from '#renderer/state/intake.ts';
import { DraftWriter, type DraftKept } from '#renderer/widgets/hooks/draft.ts';
import { EMPTY_INTAKE, restoreIntake, worthKeeping, type IntakeState } from './intake-state.ts';

export const FORM = 'intake';

export interface IntakeDraft {
  readonly draftId: string;
  readonly state: IntakeState;
  /** The form was left unfinished, by a crash for instance, and came back. */
  readonly resumed: boolean;
  readonly kept: DraftKept;
  readonly update: (change: (state: IntakeState) => IntakeState) => void;
  /** Puts it aside, or forgets it when nothing stands in it; resolves when that is stored. */
  readonly park: () => Promise<void>;
  readonly discard: () => Promise<void>;
  /** Resolves when no write of the draft is under way; none is begun after that. */
  readonly settle: () => Promise<void>;
  /** The command was refused: the draft is kept again. */
  readonly resume: () => void;
}

const isIntake = (draft: Draft): boolean => draft.form === FORM;

/** @returns the draft to go on with: the one asked for, or one that was open when the window went away. */
function begin(desk: Desk, opening: IntakeOpening): { id: string; state: IntakeState; resumed: boolean } {
  const asked = opening.draftId ? desk.drafts.get(opening.draftId) : undefined;
  if (asked && isIntake(asked)) return { id: asked.id, state: restoreIntake(asked.value), resumed: false };
  const left = desk.drafts.list().find((draft) => isIntake(draft) && !draft.parked);
  if (left && !opening.customerId) return { id: left.id, state: restoreIntake(left.value), resumed: true };
  if (left) void desk.drafts.put({ ...left, parked: true });
  return { id: crypto.randomUUID(), state: EMPTY_INTAKE, resumed: false };
}

const asValue = (state: IntakeState) => state as unknown as Readonly<Record<string, unknown>>;

/** One per opening of the panel: give the component a `key` of the opening. */
export function useIntakeDraft(opening: IntakeOpening): IntakeDraft {
  const desk = useDesk();
  const [start] = useState(() => begin(desk, opening));
  const [state, setState] = useState(start.state);
  const [kept, setKept] = useState<DraftKept>(start.resumed ? 'saved' : 'nothing');
  const [writer] = useState(() => new DraftWriter(desk, FORM, start.id, setKept));
  const newest = useRef(state);

  useEffect(() => {
    // A draft that is taken up is no longer aside: a crash from here on brings it back by itself.
    if (worthKeeping(newest.current)) void writer.put(asValue(newest.current));
  }, [writer]);

  const update = useCallback(
    (change: (state: IntakeState) => IntakeState) => {
      const changed = change(newest.current);
      if (changed === newest.current) return;
      const started = changed.startedAt || (worthKeeping(changed) ? desk.now() : '');
      newest.current = { ...changed, startedAt: started };
      setState(newest.current);
      if (worthKeeping(newest.current)) void writer.put(asValue(newest.current));
    },
    [desk, writer],
  );
  const discard = useCallback(() => writer.remove(), [writer]);
  const park = useCallback(async () => {
    if (worthKeeping(newest.current)) await writer.put(asValue(newest.current), true);
    else await writer.remove();
  }, [writer]);
  const settle = useCallback(() => writer.close(), [writer]);
  const resume = useCallback(() => {
    writer.reopen();
    void writer.put(asValue(newest.current));
  }, [writer]);
  return { draftId: start.id, state, resumed: start.resumed, kept, update, park, discard, settle, resume };
}
