/** Every command of the product, by name. Everything changes through these. */
import type { Static } from 'typebox';
import Value from 'typebox/value';
import { fail, type Result } from '#shared/errors/errors.ts';
import { addAgreement, changeAgreement, decideRenewal, planRenewals } from './agreements.ts';
import { undoImport } from './book-undo.ts';
import { importRows } from './book.ts';
import { changeCampaign, makeCampaign, recordResponse } from './campaigns.ts';
import type { Command, CommandContext, CommandOutcome } from './command.ts';
import {
  cancelComplaint,
  closeComplaint,
  followUp,
  handOver,
  recordPrint,
  registerComplaint,
  reopenComplaint,
  resolveComplaint,
  withdrawComplaint,
} from './complaints.ts';
import { recordConsent } from './consents.ts';
import { addNote, changeCustomer, registerCustomer, tagCustomer } from './customers.ts';
import { recordDiscard } from './discards.ts';
import { revealIdentity } from './identity.ts';
import { recordExport } from './exports.ts';
import { deleteCustomer, joinCustomers, separateCustomers } from './joining.ts';
import { correctText } from './mend.ts';
import { recordMerge, resolveMerge } from './merges.ts';
import { addNeed, answerOffer, closeNeed, makeOffer } from './needs.ts';
import { endTierOverride, overrideTier, publishTierRules, reviewTier, takeBackOverride } from './tiers.ts';
import { planStepAgain } from './renewal-again.ts';
import { takeNewNumber } from './renumber.ts';
import { addTask, completeTask } from './tasks.ts';
import { cancelTask, completeVisit, moveTask, planVisit } from './visits.ts';

export const COMMANDS = {
  registerCustomer,
  changeCustomer,
  tagCustomer,
  addNeed,
  closeNeed,
  makeOffer,
  answerOffer,
  revealIdentity,
  addNote,
  recordConsent,
  joinCustomers,
  separateCustomers,
  deleteCustomer,
  registerComplaint,
  followUp,
  handOver,
  resolveComplaint,
  closeComplaint,
  reopenComplaint,
  cancelComplaint,
  withdrawComplaint,
  recordPrint,
  makeCampaign,
  changeCampaign,
  recordResponse,
  addAgreement,
  changeAgreement,
  decideRenewal,
  planRenewals,
  planStepAgain,
  planVisit,
  moveTask,
  cancelTask,
  completeVisit,
  addTask,
  completeTask,
  importRows,
  undoImport,
  recordMerge,
  resolveMerge,
  correctText,
  takeNewNumber,
  reviewTier,
  overrideTier,
  endTierOverride,
  takeBackOverride,
  publishTierRules,
  recordExport,
  recordDiscard,
} as const;

export type CommandName = keyof typeof COMMANDS;
export type CommandArgs<N extends CommandName> = Static<(typeof COMMANDS)[N]['args']>;
export type CommandResult<N extends CommandName> =
  ReturnType<(typeof COMMANDS)[N]['run']> extends Result<CommandOutcome<infer R>> ? R : never;

/**
 * Checks role and arguments, then runs the command.
 * @returns the documents to write and what the caller is told; `not_allowed` or `invalid` before the
 *   command's own errors.
 */
export function runCommand<N extends CommandName>(
  name: N,
  context: CommandContext,
  args: CommandArgs<N>,
): Result<CommandOutcome<CommandResult<N>>> {
  const found = COMMANDS[name] as unknown as Command;
  if (found.roles && !found.roles.includes(context.actor.role)) return fail('not_allowed');
  if (!Value.Check(found.args, args)) {
    const field = Value.Errors(found.args, args)[0]?.instancePath.replace(/^\//, '').replaceAll('/', '.');
    return fail('invalid', 'person', field ? { field } : {});
  }
  return found.run(context, args) as Result<CommandOutcome<CommandResult<N>>>;
}

export type { Command, CommandContext, CommandOutcome, DocumentRef, Write } from './command.ts';
