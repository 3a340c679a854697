import type { Same } from './wording.ts';

const id = {};

const en = {} satisfies Same<typeof id>;

export const complaints = { id, en };
