import { z } from 'zod';

/** A hex string with `0x`, as the chain's libraries write it. */
export type Hex = `0x${string}`;

/** Schema of 32 bytes in hex, lower case. */
export const bytes32Schema = z.custom<Hex>((v) => typeof v === 'string' && /^0x[0-9a-f]{64}$/.test(v), {
  error: 'expected 32 bytes in lower-case hex',
});

/** Schema of an account address, any case; compared in lower case everywhere. */
export const addressSchema = z.custom<Hex>((v) => typeof v === 'string' && /^0x[0-9a-fA-F]{40}$/.test(v), {
  error: 'expected an address',
});

/** Schema of a whole number that may exceed 2^53, as decimal text. */
export const decimalSchema = z.string().regex(/^\d{1,78}$/);
