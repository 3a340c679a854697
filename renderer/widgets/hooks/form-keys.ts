/** How a form is saved: Enter in a line, Ctrl+Enter anywhere, its button. */
import type { FormEvent, KeyboardEvent } from 'react';

/** @returns what a field or a form does with a key: Ctrl+Enter saves. */
export const onCtrlEnter =
  (save: () => Promise<void>) =>
  (event: KeyboardEvent): void => {
    if (!event.ctrlKey || event.key !== 'Enter') return;
    event.preventDefault();
    void save();
  };

/** @returns the properties of a `form` that `save` saves, and that says itself what is wrong in it. */
export const formSavedBy = (save: () => Promise<void>) => ({
  noValidate: true,
  onSubmit(event: FormEvent): void {
    event.preventDefault();
    void save();
  },
  onKeyDown: onCtrlEnter(save),
});
