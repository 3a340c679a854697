/** Which desk this PC is: enrolment, a second one after the first was refused, and what head office says of it. */
import { Value } from 'typebox/value';
import { Enrolled } from '#shared/api/devices.ts';
import { SetupState } from '#shared/api/setup.ts';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { DeskIdentity, EnrolRequest, MustEnrol, ServerInfo } from '../desk-types.ts';
import type { DeskDatabase } from '../journal/database.ts';
import { Cell } from '../live.ts';
import { asSaved } from '../storage-errors.ts';
import type { Requests } from '../sync/requests.ts';
import { originOf } from './head-office.ts';
import { type DeskMarker, markerOf, newDataName, samePlace } from './marker.ts';
import type { Secrets } from './secrets.ts';

const IDENTITY = 'identity';
const MACHINE = 'machine';
const CODE_LOST = 'desk-code-lost';
const MUST_ENROL = 'must-enrol';
export const DEVICE_SECRET = 'device-secret';

export interface OwnDeskOptions {
  readonly db: DeskDatabase;
  readonly secrets: Secrets;
  readonly requestsTo: (origin: string) => Requests;
  /** Lets requests through to this head office from now on. */
  readonly choose: (origin: string) => Promise<Result<void>>;
  readonly machineId: () => Promise<string | undefined>;
  readonly now: () => string;
  /** What this PC was before it lost its databases; undefined on a new one. */
  readonly past?: () => DeskMarker | undefined;
  /** Changes on this PC that head office does not have. */
  readonly unsent?: () => Promise<number>;
}

/** Head office does not take this device any more, and a new enrolment mends it. */
const isMustEnrol = (code: string): code is MustEnrol =>
  code === 'device_cloned' || code === 'device_unknown';

export class OwnDesk {
  readonly identity = new Cell<DeskIdentity | undefined>(undefined);
  /** A number formed here could be another desk's as well: a new desk code has to be fetched first. */
  readonly codeLost = new Cell(false);
  readonly mustEnrol = new Cell<MustEnrol | null>(null);
  readonly #options: OwnDeskOptions;

  constructor(options: OwnDeskOptions) {
    this.#options = options;
  }

  async load(): Promise<void> {
    const { db, machineId } = this.#options;
    this.identity.set(await db.setting<DeskIdentity>(IDENTITY));
    const [bound, here] = [await db.setting<string>(MACHINE), await machineId()];
    const moved = bound !== undefined && here !== undefined && bound !== here;
    if (moved) await db.set(CODE_LOST, true);
    this.codeLost.set((await db.setting<boolean>(CODE_LOST)) ?? false);
    this.mustEnrol.set((await db.setting<MustEnrol>(MUST_ENROL)) ?? null);
  }

  async connect(url: string): Promise<Result<ServerInfo>> {
    const asked = await this.#ask(url, (requests) => requests.send('GET', '/api/setup'));
    if (asked.ok && Value.Check(SetupState, asked.value.answer)) {
      const { company, setupNeeded, demo } = asked.value.answer;
      return ok({ company, setupNeeded, demo });
    }
    // A desk that is at work stays with the head office that it has.
    const known = this.identity.get()?.serverUrl;
    if (known !== undefined) await this.#options.choose(known);
    const strange = asked.ok || asked.error.code === 'not_found';
    return strange ? fail('not_head_office', 'person', { field: 'url' }) : asked;
  }

  async #ask(
    url: string,
    send: (requests: Requests) => Promise<Result<unknown>>,
  ): Promise<Result<{ readonly origin: string; readonly answer: unknown }>> {
    const origin = originOf(url);
    if (!origin.ok) return origin;
    const chosen = await this.#options.choose(origin.value);
    if (!chosen.ok) return chosen;
    const answer = await send(this.#options.requestsTo(origin.value));
    return answer.ok ? ok({ origin: origin.value, answer: answer.value }) : answer;
  }

  /** Where this PC was a desk before, by its database or by what stands outside it. */
  #was(): DeskMarker | undefined {
    const known = this.identity.get();
    return known ? markerOf(known, '') : this.#options.past?.();
  }

  /**
   * Makes this PC a desk, also one that was a desk already: in the same branch everything unsent stays and is sent.
   * @returns `unsent_work`: the code is for another branch, and this PC holds work that head office does not have
   */
  async enrol({ url, code, deskName }: EnrolRequest): Promise<Result<DeskIdentity>> {
    const { db, secrets, machineId, now } = this.#options;
    const machine = await machineId();
    const request = { code, name: deskName, ...(machine === undefined ? {} : { machine }) };
    const asked = await this.#ask(url, (requests) => requests.send('POST', '/api/devices/enrol', request));
    if (!asked.ok) return asked;
    const { origin: serverUrl, answer } = asked.value;
    if (!Value.Check(Enrolled, answer)) return fail('not_head_office', 'person', { field: 'url' });
    const { deviceId, deviceSecret, deskCode, branch, company, demo } = answer;
    const was = this.#was();
    const same = was !== undefined && samePlace(was, { serverUrl, company, branchCode: branch.code, demo });
    const unsent = was && !same ? ((await this.#options.unsent?.()) ?? 0) : 0;
    if (unsent > 0) {
      const detail = { count: unsent, branch: was?.branchName ?? '' };
      return fail('unsent_work', 'person', { field: 'code', detail });
    }
    const identity: DeskIdentity = {
      serverUrl,
      deviceId,
      deskCode,
      deskName,
      branch,
      company,
      demo,
      data: same ? was.data : newDataName(branch.code, deviceId),
      enrolledAt: now(),
    };
    const saved = await asSaved(async () => {
      await secrets.set(DEVICE_SECRET, deviceSecret);
      await db.transaction('rw', db.settings, async () => {
        await db.set(IDENTITY, identity);
        await db.set(MACHINE, machine);
        await db.set(CODE_LOST, false);
        await db.set(MUST_ENROL, null);
      });
    });
    if (!saved.ok) return saved;
    this.codeLost.set(false);
    this.mustEnrol.set(null);
    this.identity.set(identity);
    return ok(identity);
  }

  secret(): Promise<string | undefined> {
    return this.#options.secrets.get(DEVICE_SECRET);
  }

  /**
   * Head office refuses this device. Numbers stop: the same code may be another PC's (a copy, or one that was enrolled
   * after head office was restored). Nothing else does; what is saved here stays.
   */
  async refused(code: string): Promise<void> {
    if (!isMustEnrol(code)) return;
    this.codeLost.set(true);
    this.mustEnrol.set(code);
    const { db } = this.#options;
    await db.set(CODE_LOST, true);
    await db.set(MUST_ENROL, code);
  }
}
