import {
  IconAlertTriangle,
  IconArrowsSplit2,
  IconCloudCheck,
  IconCloudOff,
  IconCloudQuestion,
  IconCloudUp,
  IconGitMerge,
  IconKey,
  IconLoader,
  IconX,
} from '@tabler/icons-react';
import type { SyncIcon as Name } from './sentences.ts';

const ICONS = {
  synced: IconCloudCheck,
  sending: IconCloudUp,
  offline: IconCloudOff,
  unreachable: IconCloudQuestion,
  warning: IconAlertTriangle,
  refused: IconX,
  conflict: IconArrowsSplit2,
  merged: IconGitMerge,
  key: IconKey,
  loading: IconLoader,
} as const satisfies Record<Name, unknown>;

/** The icon beside a sentence of sync; the sentence says it in words. */
export function SyncIcon({ name, size = 14 }: { readonly name: Name; readonly size?: number }) {
  const Icon = ICONS[name];
  return <Icon size={size} aria-hidden />;
}
