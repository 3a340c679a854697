import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import {
  APP_HEADER,
  CLOCK_HEADER,
  CodeRequest,
  DeviceList,
  DeviceQuery,
  DeviceStanding,
  DeviceView,
  Enrolled,
  EnrolmentCode,
  EnrolRequest,
  RevokeRequest,
  StandingRequest,
  Wiped,
  WipedRequest,
} from '#shared/api/devices.ts';
import { DEMO_DESKS, demoCode } from '#shared/api/demo.ts';
import { Id } from '#shared/domain/base.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import { openAttempts } from '../../auth/attempts.ts';
import { enrol, makeCode } from '../../auth/devices.ts';
import { acknowledgeWipe, listDevices, openSightings, revokeDevice, standingOf } from '../../auth/fleet.ts';
import { readReference } from '../../jobs/office-desk.ts';
import { notAllowed, notFound } from '../failures.ts';
import { personOf, requireRole } from '../guard.ts';
import { perAddress } from '../deps.ts';
import type { Routes } from './routes.ts';

const textOf = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** Desks: the code that lets one in, the enrolment, what is seen of them, and their end. */
export const devices: Routes = (app, { db, config, now }) => {
  const attempts = openAttempts(db, now);
  const sightings = openSightings(db, now);

  app.addHook('preHandler', async (request) => {
    const deviceId = request.person?.actor.deviceId;
    if (deviceId === undefined || !request.routeOptions.url?.startsWith('/api/sync/')) return;
    const clock = textOf(request.headers[CLOCK_HEADER]);
    await sightings.seen(deviceId, clock, textOf(request.headers[APP_HEADER]));
  });

  /** The branch whose desks the person may look after; undefined = of all. @throws LoketFailure `not_allowed` */
  const within = (request: FastifyRequest): string | undefined => {
    requireRole(request, 'admin', 'headoffice', 'supervisor');
    const { actor } = personOf(request);
    return actor.role === 'supervisor' ? actor.branchId : undefined;
  };

  app.get(
    '/api/devices',
    {
      schema: { summary: 'Desks and how they are', querystring: DeviceQuery, response: { 200: DeviceList } },
    },
    async (request) => {
      const own = within(request);
      const { branchId = own } = request.query;
      // the same answer for a branch that is not there and for another's
      if (own !== undefined && branchId !== own) throw notFound();
      if (branchId !== undefined && !(await readReference(db)).branch(branchId)) throw notFound();
      return { devices: await listDevices(db, branchId) };
    },
  );
  app.post(
    '/api/devices/:id/revoke',
    {
      schema: {
        summary: 'End a desk: it wipes itself on its next contact',
        params: Type.Object({ id: Id }),
        body: RevokeRequest,
        response: { 200: DeviceView },
      },
    },
    async (request) => {
      const own = within(request);
      const by = personOf(request).actor.userId;
      const device = await revokeDevice(
        db,
        request.params.id,
        own,
        { by, reason: request.body.reason },
        now(),
      );
      if (!device) throw notFound();
      return device;
    },
  );
  app.post(
    '/api/devices/:id/wiped',
    {
      config: { access: 'public', rateLimit: perAddress(config) },
      schema: {
        summary: 'A revoked desk has deleted its data',
        params: Type.Object({ id: Id }),
        body: WipedRequest,
        response: { 200: Wiped },
      },
    },
    async (request) => ({
      noted: await acknowledgeWipe(db, request.params.id, request.body.deviceSecret, now()),
    }),
  );
  app.post(
    '/api/devices/:id/standing',
    {
      // every desk of a branch asks from one address, and a secret of 32 bytes is not found by trying
      config: { access: 'public' },
      schema: {
        summary: 'Whether a desk still stands, asked while nobody is signed in at it',
        params: Type.Object({ id: Id }),
        body: StandingRequest,
        response: { 200: DeviceStanding },
      },
    },
    async ({ params, body }) => ({
      deviceId: params.id,
      challenge: body.challenge,
      state: await standingOf(db, params.id, body.deviceSecret),
    }),
  );
  app.post(
    '/api/devices/codes',
    {
      schema: {
        summary: 'Make a one-time enrolment code',
        body: CodeRequest,
        response: { 201: EnrolmentCode },
      },
    },
    async (request, reply) => {
      const { actor } = personOf(request);
      requireRole(request, 'admin', 'headoffice', 'supervisor');
      const { branchId } = request.body;
      // the same answer for a branch that is not there and for another's
      if (actor.role === 'supervisor' && branchId !== actor.branchId) throw notAllowed();
      if (!(await readReference(db)).branch(branchId)) throw notFound();
      const made = await makeCode(db, branchId, actor.userId, now());
      return reply.status(201).send({ ...made, branchId });
    },
  );
  app.post(
    '/api/devices/enrol',
    {
      config: { access: 'public', rateLimit: perAddress(config) },
      schema: { summary: 'Make this PC a desk', body: EnrolRequest, response: { 201: Enrolled } },
    },
    async (request, reply) => {
      const who = ['enrol', request.ip];
      await attempts.allow(who);
      const reference = await readReference(db);
      const openBranch = DEMO_DESKS.find(
        (d) => demoCode(d.branchId) === request.body.code.trim().toUpperCase(),
      )?.branchId;
      const options = reference.company?.demo ? { openBranch } : {};
      const device = await enrol(db, request.body, now(), options).catch(async (thrown: unknown) => {
        if (thrown instanceof LoketFailure) await attempts.failed(who);
        throw thrown;
      });
      await attempts.succeeded(who);
      const branch = reference.branch(device.branchId);
      const { company } = reference;
      if (!branch) throw notFound();
      const { code, name, zone, address, phone } = branch;
      return reply.status(201).send({
        deviceId: device.id,
        deviceSecret: device.secret,
        deskCode: device.deskCode,
        branch: { code, name, zone, ...(address ? { address } : {}), ...(phone ? { phone } : {}) },
        company: company?.name ?? '',
        demo: company?.demo ?? false,
      });
    },
  );
};
