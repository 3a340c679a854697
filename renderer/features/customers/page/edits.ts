/** Changing a customer: at once, with the way back in a toast and on Ctrl+Z. */
import { useCallback } from 'react';
import type { CommandArgs } from '#shared/domain/commands/index.ts';
import type { Result } from '#shared/errors/errors.ts';
import type { CommandResult } from '#renderer/data/desk-types.ts';
import { toast } from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';

export type Changes = Omit<CommandArgs<'changeCustomer'>, 'id' | 'seen'>;

/** @returns the command that takes a change back, or undefined where nothing changed. */
export function inverseIn(result: unknown): CommandArgs<'changeCustomer'> | undefined {
  const { changed, inverse } = result as {
    readonly changed?: readonly string[];
    readonly inverse?: CommandArgs<'changeCustomer'>;
  };
  return changed && changed.length > 0 ? inverse : undefined;
}

/**
 * @returns a function that changes a customer and offers to take it back.
 * @param said what the toast says once it is saved
 */
export function useEdit(id: string) {
  const run = useRun();
  return useCallback(
    async (
      changes: Changes,
      said: string,
      options: { readonly quiet?: boolean; readonly draftId?: string } = {},
    ): Promise<Result<CommandResult>> => {
      const done = await run('changeCustomer', { id, ...changes }, options);
      const inverse = done.ok ? inverseIn(done.value.result) : undefined;
      if (inverse) toast(said, () => void run('changeCustomer', inverse));
      return done;
    },
    [run, id],
  );
}
