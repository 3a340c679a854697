import { CodeRequest, Enrolled, EnrolmentCode, EnrolRequest } from '#shared/api/devices.ts';
import { DEMO_DESKS, demoCode } from '#shared/api/demo.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import { openAttempts } from '../../auth/attempts.ts';
import { enrol, makeCode } from '../../auth/devices.ts';
import { readReference } from '../../jobs/office-desk.ts';
import { notAllowed, notFound } from '../failures.ts';
import { personOf, requireRole } from '../guard.ts';
import { perAddress } from '../deps.ts';
import type { Routes } from './routes.ts';

/** Desks: the code that lets one in, and the enrolment. */
export const devices: Routes = (app, { db, config, now }) => {
  const attempts = openAttempts(db, now);
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
