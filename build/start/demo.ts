import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Someone who can sign in to the demo. */
export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  /** Who that is, for the person who reads it: name, role, branch. */
  readonly who: string;
}

const markOf = (data: string) => join(data, 'demo.json');

/**
 * Remembers that a data folder holds the demo and nothing else.
 *
 * @param accounts to sign in by; none as long as the demo is not finished.
 */
export function markDemo(data: string, accounts: readonly DemoAccount[]): void {
  mkdirSync(data, { recursive: true });
  writeFileSync(markOf(data), JSON.stringify(accounts, null, 2));
}

/** @returns the demo's accounts (none if it was not finished), or null if the folder does not hold the demo. */
export function demoAccounts(data: string): readonly DemoAccount[] | null {
  if (!existsSync(markOf(data))) return null;
  return JSON.parse(readFileSync(markOf(data), 'utf8')) as DemoAccount[];
}

/**
 * Throws the demo away. A folder that does not carry the demo's mark is never touched: it may hold a company.
 *
 * @returns what hinders it, or null.
 */
export function dropDemo(data: string): string | null {
  if (!existsSync(data)) return null;
  if (demoAccounts(data) === null) return `${data} does not hold the demo; it stays as it is`;
  rmSync(data, { recursive: true });
  return null;
}

/** Throws a demo away that was interrupted while it was made: a half one would only confuse. */
export function dropUnfinishedDemo(data: string): void {
  if (demoAccounts(data)?.length === 0) dropDemo(data);
}
