import type { Agreement, AgreementStatus } from '#shared/domain/agreement.ts';
import { isRenewable } from '#shared/domain/renewal.ts';

/** `lapsed`: past its end, and a decision on its renewal is due. `past`: the same where nothing is to be decided. */
type AgreementState = AgreementStatus | 'lapsed' | 'past';

/**
 * @param today local day of the branch, `YYYY-MM-DD`; the day of the end itself is still in force
 * @returns how an agreement stands on that day
 */
export function agreementState(
  agreement: Pick<Agreement, 'kind' | 'status' | 'end'>,
  today: string,
): AgreementState {
  const { status = 'active', end } = agreement;
  if (status !== 'active' || end === undefined || end >= today) return status;
  return isRenewable(agreement) ? 'lapsed' : 'past';
}
