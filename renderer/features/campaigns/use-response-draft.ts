/** The form's value and its draft: stored with the first character, one for each campaign and person. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useActor, useDesk } from '#renderer/widgets/desk-context.tsx';
import { DraftWriter, type DraftKept } from '#renderer/widgets/hooks/draft.ts';
import {
  EMPTY_RESPONSE,
  nextVisitor,
  restoreResponse,
  worthKeeping,
  type ResponseState,
} from './response-state.ts';

export interface ResponseDraft {
  readonly draftId: string;
  readonly state: ResponseState;
  /** The form was left unfinished and came back. */
  readonly resumed: boolean;
  readonly kept: DraftKept;
  readonly update: (change: (state: ResponseState) => ResponseState) => ResponseState;
  readonly clear: () => void;
  /** Before the command that consumes the draft. */
  readonly settle: () => Promise<void>;
  /** After that command: `saved` makes room for the next visitor, otherwise the draft is kept again. */
  readonly finish: (saved: boolean) => void;
}

/** One per campaign: give the component a `key` of its id. */
export function useResponseDraft(campaignId: string): ResponseDraft {
  const desk = useDesk();
  const { userId } = useActor();
  const draftId = `response:${userId}:${campaignId}`;
  const [stored] = useState(() => desk.drafts.get(draftId));
  const [state, setState] = useState(() => (stored ? restoreResponse(stored.value) : EMPTY_RESPONSE));
  const [resumed, setResumed] = useState(stored !== undefined);
  const [kept, setKept] = useState<DraftKept>(stored ? 'saved' : 'nothing');
  const [writer] = useState(() => new DraftWriter(desk, `response:${campaignId}`, draftId, setKept));
  const newest = useRef(state);

  const show = useCallback((next: ResponseState) => {
    newest.current = next;
    setState(next);
  }, []);
  const keep = useCallback(() => {
    if (worthKeeping(newest.current)) void writer.put({ ...newest.current });
  }, [writer]);
  const forget = useCallback(() => {
    void writer.remove().then(() => {
      setKept('nothing');
      writer.reopen();
      // What was typed while the old draft went away.
      keep();
    });
  }, [writer, keep]);
  useEffect(() => {
    writer.reopen();
  }, [writer]);

  const update = useCallback(
    (change: (state: ResponseState) => ResponseState) => {
      show(change(newest.current));
      if (worthKeeping(newest.current)) keep();
      else forget();
      return newest.current;
    },
    [show, keep, forget],
  );
  const clear = useCallback(() => {
    setResumed(false);
    show(nextVisitor(newest.current));
    forget();
  }, [show, forget]);
  const settle = useCallback(() => writer.close(), [writer]);
  const finish = useCallback(
    (saved: boolean) => {
      writer.reopen();
      if (saved) {
        setResumed(false);
        setKept('nothing');
        show(nextVisitor(newest.current));
      } else keep();
    },
    [writer, show, keep],
  );
  return { draftId, state, resumed, kept, update, clear, settle, finish };
}
