import { IconArrowBackUp, IconCheck, IconLoader, IconPlayerPause } from '@tabler/icons-react';
import type { BatchState } from '#renderer/data/desk-types.ts';
import { useT } from '#renderer/i18n/index.ts';
import { StatusPill, type Tone } from '#renderer/ui/index.ts';

const MARKS = {
  running: ['info', IconLoader],
  stopped: ['warn', IconPlayerPause],
  done: ['ok', IconCheck],
  undoing: ['info', IconLoader],
  undone: ['neutral', IconArrowBackUp],
} as const satisfies Readonly<Record<BatchState, readonly [Tone, unknown]>>;

/** The state of an import, in a word. */
export function BatchMark({ state }: { readonly state: BatchState }) {
  const t = useT();
  const [tone, Icon] = MARKS[state];
  return (
    <StatusPill tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`imports.state.${state}`)}
    </StatusPill>
  );
}
