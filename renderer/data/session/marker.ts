/** Who this PC was, kept outside its databases: an empty start of a desk must not look like a new PC. */
import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { HostMarker } from '#shared/host/host.ts';
import type { DeskIdentity } from '../desk-types.ts';

const short = Type.String({ maxLength: 120 });

/** Head office has revoked this PC. Written before anything is destroyed, so that an interrupted wipe goes on. */
export const Wipe = Type.Object({
  at: short,
  /** Changes that head office did not have: they are gone with the rest. */
  unsent: Type.Integer({ minimum: 0 }),
  /** Everything is destroyed. */
  done: Type.Boolean(),
  /** Head office knows. */
  told: Type.Boolean(),
});
export type Wipe = Static<typeof Wipe>;

export const DeskMarker = Type.Object({
  serverUrl: Type.String({ maxLength: 300 }),
  company: Type.String({ maxLength: 200 }),
  branchCode: short,
  branchName: short,
  deskCode: short,
  deskName: short,
  deviceId: short,
  demo: Type.Boolean(),
  /** Name of its database of collections. */
  data: short,
  /** ISO UTC. */
  enrolledAt: short,
  wipe: Type.Optional(Wipe),
});
export type DeskMarker = Static<typeof DeskMarker>;

/** Only letters, digits and hyphens, as `openCollections` wants it. */
const nameOf = (parts: string): string => parts.toLowerCase().replace(/[^a-z0-9-]/g, '');

/** @returns the name of the database of a desk that is enrolled for the first time in this branch. */
export const newDataName = (branchCode: string, deviceId: string): string =>
  nameOf(`loket-${branchCode}-${deviceId}`);

/** @returns the name of a desk's database: kept when the desk is enrolled anew, so that unsent work stays. */
export const dataNameOf = ({ data, branch, deviceId }: DeskIdentity): string =>
  data ?? newDataName(branch.code, deviceId);

/** @returns the marker of an enrolled desk. `enrolledAt` ISO UTC. */
export const markerOf = (identity: DeskIdentity, enrolledAt: string): DeskMarker => ({
  serverUrl: identity.serverUrl,
  company: identity.company,
  branchCode: identity.branch.code,
  branchName: identity.branch.name,
  deskCode: identity.deskCode,
  deskName: identity.deskName,
  deviceId: identity.deviceId,
  demo: identity.demo,
  data: dataNameOf(identity),
  enrolledAt: identity.enrolledAt ?? enrolledAt,
});

/** @returns the marker that stands outside the databases; one of another shape counts as none. */
export async function readMarker(marker: HostMarker): Promise<DeskMarker | undefined> {
  const { text } = await marker.read();
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Value.Check(DeskMarker, value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Writes every copy anew, so that a missing one is there again. @returns whether one stands. */
export const writeMarker = (marker: HostMarker, wanted: DeskMarker): Promise<boolean> =>
  marker.write(JSON.stringify(wanted));

/** @returns whether an enrolment leads to where this PC was: unsent work may stay and will be sent. */
export const samePlace = (
  was: Pick<DeskMarker, 'serverUrl' | 'company' | 'branchCode' | 'demo'>,
  now: Pick<DeskMarker, 'serverUrl' | 'company' | 'branchCode' | 'demo'>,
): boolean =>
  was.branchCode === now.branchCode &&
  was.demo === now.demo &&
  (was.company === now.company || was.serverUrl === now.serverUrl);
