import { z } from 'zod';
import { LoamError } from '../errors/loam-error.ts';

/** Wei in one LOAM. */
export const LOAM = 10n ** 18n;
/** Wei in one unit of the registry's stakes, a millionth of a LOAM. */
export const STAKE_UNIT = 10n ** 12n;
/** Digits behind the point of an amount in LOAM. */
const LOAM_DECIMALS = 18;
/** Largest stake on chain, in units of {@link STAKE_UNIT} (64 bits). */
export const MAX_STAKE_UNITS = 2n ** 64n - 1n;

/** An amount of LOAM as decimal text, such as `100` or `0.25`. */
export const loamSchema = z.string().regex(/^(0|[1-9]\d{0,26})(\.\d{0,17}[1-9])?$/);

/** An amount of LOAM that fits the registry's stakes: at most six digits behind the point, below 2^64 units. */
export const stakeLoamSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,13})(\.\d{0,5}[1-9])?$/)
  .refine((text) => wei(text) / STAKE_UNIT <= MAX_STAKE_UNITS);

/**
 * Wei of an amount in LOAM.
 * @throws LoamError `AMOUNT_FORMAT` for anything but plain decimal text with at most 18 digits behind the point
 */
export function parseLoam(text: string): bigint {
  if (!loamSchema.safeParse(text).success)
    throw new LoamError('AMOUNT_FORMAT', `${text} is no amount of LOAM.`);
  return wei(text);
}

/** Units of 10^12 wei of an amount in LOAM. @throws LoamError `AMOUNT_FORMAT` when it is no whole number of them below 2^64 */
export function parseStake(text: string): bigint {
  if (!stakeLoamSchema.safeParse(text).success)
    throw new LoamError('AMOUNT_FORMAT', `${text} is no stake in LOAM.`);
  return wei(text) / STAKE_UNIT;
}

/** Decimal text of an amount in wei, without trailing zeros; {@link parseLoam} reads it back. */
export function formatLoam(amount: bigint): string {
  const whole = amount / LOAM;
  const rest = (amount % LOAM).toString().padStart(LOAM_DECIMALS, '0').replace(/0+$/, '');
  return rest === '' ? `${whole}` : `${whole}.${rest}`;
}

function wei(text: string): bigint {
  const [whole = '0', rest = ''] = text.split('.');
  return BigInt(whole) * LOAM + BigInt(rest.padEnd(LOAM_DECIMALS, '0'));
}
