/** The form of the first set-up and what goes to head office from it. */
import type { SetupRequest } from '#shared/api/setup.ts';
import { HEAD_OFFICE } from '#shared/domain/actor.ts';
import type { Zone } from '#shared/domain/reference.ts';

export interface SetUpValues {
  readonly setupCode: string;
  readonly company: string;
  readonly sector: 'finance' | 'post';
  readonly branches: readonly { readonly code: string; readonly name: string; readonly zone: Zone }[];
  readonly adminName: string;
  readonly username: string;
  readonly password: string;
  readonly passwordAgain: string;
  /** Code of the place where this PC stands. */
  readonly place: string;
  readonly deskName: string;
}

export const EMPTY_SET_UP: SetUpValues = {
  setupCode: '',
  company: '',
  sector: 'finance',
  branches: [{ code: '', name: '', zone: 'Asia/Jakarta' }],
  adminName: '',
  username: '',
  password: '',
  passwordAgain: '',
  place: HEAD_OFFICE,
  deskName: '',
};

/** @returns the request; codes in capitals, texts without blanks at their ends. */
export function setUpRequest(values: SetUpValues): SetupRequest {
  const setupCode = values.setupCode.trim();
  return {
    ...(setupCode === '' ? {} : { setupCode }),
    company: { name: values.company.trim(), sector: values.sector },
    branches: values.branches.map(({ code, name, zone }) => ({
      code: branchCode(code),
      name: name.trim(),
      zone,
    })),
    admin: { name: values.adminName.trim(), username: values.username.trim(), password: values.password },
  };
}

/** @returns the code as it is stored. */
export const branchCode = (typed: string): string => typed.trim().toUpperCase();

/** @returns what is wrong with a branch's code among all of them, or undefined. */
export function branchCodeProblem(code: string, all: readonly string[]): 'bad' | 'twice' | undefined {
  if (!/^[A-Z0-9]{2,16}$/.test(branchCode(code))) return 'bad';
  const same = [...all, HEAD_OFFICE].filter((other) => branchCode(other) === branchCode(code));
  return same.length > 1 ? 'twice' : undefined;
}
