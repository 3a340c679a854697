import type { Capability } from '#shared/host/types.ts';
import { hasOverlay } from './window.ts';

export interface ShellFacts {
  readonly platform: NodeJS.Platform;
  readonly secrets: boolean;
  readonly machineId: boolean;
  readonly notifications: boolean;
  /** Installed, so that there is something to update. */
  readonly packaged: boolean;
}

/** @returns what the page may show of this shell on this computer. */
export function shellCapabilities(facts: ShellFacts): Capability[] {
  const always: Capability[] = [
    'printers',
    'pdf',
    'backup',
    'badge',
    'deepLinks',
    'lockEvents',
    'chooseHeadOffice',
  ];
  return [
    ...always,
    ...(facts.secrets ? (['secrets'] as const) : []),
    ...(facts.machineId ? (['machineId'] as const) : []),
    ...(facts.notifications ? (['notify'] as const) : []),
    ...(facts.packaged ? (['update'] as const) : []),
    ...(hasOverlay(facts.platform) ? (['titleBar'] as const) : []),
  ];
}
