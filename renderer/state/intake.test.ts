import { beforeEach, expect, test } from 'vitest';
import { openIntake, useIntakeWindow } from './intake.ts';

beforeEach(() => {
  useIntakeWindow.getState().close();
});

test('F2 in the middle of a form begins nothing, after saving it begins the next one', () => {
  openIntake();
  const { turn } = useIntakeWindow.getState();
  openIntake();
  expect(useIntakeWindow.getState().turn).toBe(turn);
  useIntakeWindow.getState().markSaved();
  openIntake();
  expect(useIntakeWindow.getState()).toMatchObject({ turn: turn + 1, saved: false });
});

test('a parked draft is taken up even while another one is open', () => {
  openIntake();
  openIntake({ draftId: 'd1' });
  expect(useIntakeWindow.getState().opening).toEqual({ draftId: 'd1' });
});
