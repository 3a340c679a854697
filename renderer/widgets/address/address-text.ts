import type { Address } from '#shared/domain/customer.ts';

/** @returns an address in one line, from the street upwards; `''` where there is none. */
export const addressText = (address: Address | undefined): string =>
  address
    ? [
        address.street,
        address.village,
        address.district,
        address.regency,
        address.province,
        address.postalCode,
      ]
        .filter(Boolean)
        .join(', ')
    : '';
