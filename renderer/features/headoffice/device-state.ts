import type { DeviceView } from '#shared/api/devices.ts';

export const DEVICE_VIEWS = ['watch', 'active', 'ended', 'all'] as const;
export type DeviceViewName = (typeof DEVICE_VIEWS)[number];

/** A desk that was not there for this long is pointed out, in milliseconds: longer than a lease lasts. */
export const LONG_AWAY_MS = 7 * 24 * 3600 * 1000;

/** @returns whether a desk in use was not seen for a week, or never since it was enrolled that long ago. */
export const isLongAway = (device: DeviceView, now: string): boolean =>
  device.state === 'active' &&
  Date.parse(now) - Date.parse(device.lastSeenAt ?? device.enrolledAt) > LONG_AWAY_MS;

const isEnded = ({ state }: DeviceView): boolean => state === 'wiped' || state === 'cloned';

/** @returns whether somebody should look at the desk: its clock, an end that is not done, a long absence. */
export const needsLook = (device: DeviceView, now: string): boolean =>
  device.state === 'revoked' || (device.state === 'active' && device.clockFlag) || isLongAway(device, now);

/** @returns the desks of one view, in their order. */
export function devicesOf(
  devices: readonly DeviceView[],
  view: DeviceViewName,
  now: string,
): readonly DeviceView[] {
  switch (view) {
    case 'watch':
      return devices.filter((device) => needsLook(device, now));
    case 'active':
      return devices.filter(({ state }) => state === 'active');
    case 'ended':
      return devices.filter((device) => isEnded(device) || device.state === 'revoked');
    case 'all':
      return devices;
  }
}
