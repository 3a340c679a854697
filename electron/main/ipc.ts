import { CALLS, callChannel, type CallName } from '#shared/host/channel-names.ts';
import { parseArgument, type CallHandlers } from '#shared/host/channels.ts';
import { hostFail } from '#shared/host/errors.ts';
import { asError, LoketFailure, type Result } from '#shared/errors/errors.ts';
import { reasonOf, type Log } from './log.ts';
import { hasOrigin } from './security.ts';

/** What is needed of the event that comes with a call. */
export interface Sender {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** What is needed of Electron's `ipcMain`. */
export interface IpcParts {
  handle(channel: string, listener: (event: Sender, ...args: unknown[]) => Promise<unknown>): void;
}

/** @returns whether the call comes from the top frame of a page with exactly this origin. */
export function isTrusted(event: Sender, origin: string): boolean {
  const frame = event.senderFrame;
  // `parent` is null for a top frame; a frame that is gone has no `senderFrame` at all.
  return frame !== null && frame.parent === null && hasOrigin(frame.url, origin);
}

/**
 * Answers every call of the contract, and no other: sender first, then argument, then the handler. Whatever a
 * handler throws becomes a value; its text stays in the log.
 */
export function registerCalls(ipc: IpcParts, origin: string, handlers: CallHandlers, log: Log): void {
  for (const name of CALLS) {
    ipc.handle(callChannel(name), (event, ...args) => answer(event, name, args));
  }

  async function answer<C extends CallName>(
    event: Sender,
    name: C,
    args: unknown[],
  ): Promise<Result<unknown>> {
    if (!isTrusted(event, origin)) {
      log(`${name} was refused: unknown sender`);
      return hostFail('host.badArguments', { call: name });
    }
    const argument =
      args.length <= 1 ? parseArgument(name, args[0]) : hostFail('host.badArguments', { call: name });
    if (!argument.ok) {
      log(`${name} was refused: argument`);
      return argument;
    }
    const handler: CallHandlers[C] = handlers[name];
    try {
      return await handler(argument.value);
    } catch (thrown) {
      if (thrown instanceof LoketFailure) return { ok: false, error: asError(thrown) };
      log(`${name} failed: ${reasonOf(thrown)}`);
      return hostFail('host.unexpected', { call: name });
    }
  }
}
