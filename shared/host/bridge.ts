import type { Result } from '../errors/errors.ts';
import type { CallName, EventName } from './channel-names.ts';
import type { CallArgument, CallValues } from './channels.ts';
import type { Capability, HostEvents } from './types.ts';

/**
 * What the preload script puts into the page. Only what can cross between two JavaScript worlds: functions,
 * promises and plain data; no signals, no iterators. The page wraps it into a `Host`.
 */
export interface HostBridge {
  readonly capabilities: readonly Capability[];
  readonly calls: {
    readonly [C in CallName]: (argument?: CallArgument<C>) => Promise<Result<CallValues[C]>>;
  };
  readonly events: {
    readonly [E in EventName]: (listener: (payload: HostEvents[E]) => void) => () => void;
  };
}
