/** Who is offered what on a customer. Head office decides the same way: these only leave out what would be refused. */
import type { Actor } from '#shared/domain/actor.ts';
import { COMMANDS } from '#shared/domain/commands/index.ts';

const may = (
  { role }: Pick<Actor, 'role'>,
  name: 'joinCustomers' | 'deleteCustomer' | 'overrideTier',
): boolean => COMMANDS[name].roles?.includes(role) ?? true;

/** @returns whether the person joins and separates records. */
export const keepsBook = (actor: Pick<Actor, 'role'>): boolean => may(actor, 'joinCustomers');
/** @returns whether the person sets a tier against the rules. */
export const setsTiers = (actor: Pick<Actor, 'role'>): boolean => may(actor, 'overrideTier');
/** @returns whether the person deletes a record that was made by mistake. */
export const mayDelete = (actor: Pick<Actor, 'role'>): boolean => may(actor, 'deleteCustomer');
/** @returns whether the person hands a customer over to another branch (`POST /api/customers/:id/transfer`). */
export const mayMove = ({ role }: Pick<Actor, 'role'>): boolean =>
  role === 'supervisor' || role === 'headoffice' || role === 'admin';
