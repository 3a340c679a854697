import { checkWrite } from '#shared/domain/check-write.ts';
import { placementsOf } from '#shared/domain/placement.ts';
import type { SyncRules } from './sync/types.ts';

/** The rules of the product. */
export const RULES: SyncRules = { checkWrite, placementsOf };
