import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { BranchList, NewStaff, StaffChanges, StaffList, StaffMember } from '#shared/api/head-office.ts';
import type { Role } from '#shared/domain/actor.ts';
import { Id } from '#shared/domain/base.ts';
import { listUsers } from '../../auth/users.ts';
import { readReference } from '../../jobs/office-desk.ts';
import { addStaff, changeStaff, type StaffOptions } from '../../jobs/staff.ts';
import { notAllowed, notFound } from '../failures.ts';
import { personOf, requireRole } from '../guard.ts';
import type { Routes } from './routes.ts';

/** Branches and staff. */
export const people: Routes = (app, { db, rules, feed, now }) => {
  const config = { access: 'head-office' } as const;
  const options = (request: FastifyRequest): StaffOptions => ({
    db,
    rules,
    actor: personOf(request).actor,
    now: now(),
  });
  /** Administrators are made and changed by administrators only. */
  const mayGive = (request: FastifyRequest, role: Role | undefined): void => {
    requireRole(request, 'headoffice', 'admin');
    if (role === 'admin') requireRole(request, 'admin');
  };

  app.get(
    '/api/headoffice/branches',
    { config, schema: { summary: 'Branches', response: { 200: BranchList } } },
    async () => ({ branches: [...(await readReference(db)).branches] }),
  );
  app.get(
    '/api/headoffice/staff',
    { config, schema: { summary: 'Everybody who may sign in', response: { 200: StaffList } } },
    async () => ({ staff: await listUsers(db) }),
  );
  app.post(
    '/api/headoffice/staff',
    { config, schema: { summary: 'Add a person', body: NewStaff, response: { 201: StaffMember } } },
    async (request, reply) => {
      mayGive(request, request.body.role);
      const { member, streams } = await addStaff(options(request), request.body);
      feed.announce(streams);
      return reply.status(201).send(member);
    },
  );
  app.put(
    '/api/headoffice/staff/:id',
    {
      config,
      schema: {
        summary: 'Change a person or end their access',
        params: Type.Object({ id: Id }),
        body: StaffChanges,
        response: { 200: StaffMember },
      },
    },
    async (request) => {
      const { id } = request.params;
      const current = (await listUsers(db)).find((member) => member.id === id);
      if (!current) throw notFound();
      mayGive(request, current.role);
      mayGive(request, request.body.role);
      // nobody locks the door from outside and drops the key
      if (id === personOf(request).actor.userId && request.body.active === false) throw notAllowed();
      const changed = await changeStaff(options(request), id, request.body);
      if (!changed) throw notFound();
      feed.announce(changed.streams);
      return changed.member;
    },
  );
};
