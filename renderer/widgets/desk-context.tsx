/** What widgets and features ask of the desk: the hooks of `state/desk.ts`, and commands that report in a toast. */
import { useCallback } from 'react';
import type { Result } from '#shared/errors/errors.ts';
import type { CommandResult } from '../data/desk-types.ts';
import { useDesk } from '../state/desk.ts';
import { toastError } from '../ui/index.ts';

export * from '../state/desk.ts';

/**
 * @returns a function that runs a command, and says what went wrong in a toast unless `quiet`. Fields' own errors are
 *   the form's to show.
 */
export function useRun() {
  const desk = useDesk();
  return useCallback(
    async (
      name: string,
      args: unknown,
      options: { readonly draftId?: string; readonly quiet?: boolean } = {},
    ): Promise<Result<CommandResult>> => {
      const { quiet = false, ...rest } = options;
      const answer = await desk.run(name, args, rest);
      if (!answer.ok && !quiet) toastError(answer.error);
      return answer;
    },
    [desk],
  );
}
