import { LoamError } from '../errors/loam-error.ts';

/** One in the 18-decimal fixed point of {@link expWad} and {@link lnWad}. */
export const WAD = 10n ** 18n;
/** At and below it e^x rounds to 0. */
const EXP_ZERO = -41446531673892822313n;
/** From it on e^x exceeds 255 bits. */
const EXP_OVERFLOW = 135305999368893231589n;
const LN2_96 = 54916777467707473351141471128n;
const FIVE_18 = 5n ** 18n;

/**
 * e^x with 18 decimals, bit for bit what solady's `FixedPointMathLib.expWad` gives (a (6, 7)-term rational approximation;
 * its constants are explained there).
 *
 * @param x 18 decimals, signed
 * @throws LoamError `FIXED_POINT_RANGE` where the result would not fit 255 bits
 */
export function expWad(x: bigint): bigint {
  if (x <= EXP_ZERO) return 0n;
  if (x >= EXP_OVERFLOW) throw new LoamError('FIXED_POINT_RANGE', `e^${x} is too large.`);
  const binary = (x << 78n) / FIVE_18;
  const k = ((binary << 96n) / LN2_96 + (1n << 95n)) >> 96n;
  const z = binary - k * LN2_96;

  const y = (((z + 1346386616545796478920950773328n) * z) >> 96n) + 57155421227552351082224309758442n;
  let p = y + z - 94201549194550492254356042504812n;
  p = ((p * y) >> 96n) + 28719021644029726153956944680412240n;
  p = p * z + (4385272521454847904659076985693276n << 96n);

  let q = z - 2855989394907223263936484059900n;
  q = ((q * z) >> 96n) + 50020603652535783019961831881945n;
  q = ((q * z) >> 96n) - 533845033583426703283633433725380n;
  q = ((q * z) >> 96n) + 3604857256930695427073651918091429n;
  q = ((q * z) >> 96n) - 14423608567350463180887372962807573n;
  q = ((q * z) >> 96n) + 26449188498355588339934803723976023n;

  return ((p / q) * 3822833074963236453042738258902158003155416615667n) >> (195n - k);
}

/**
 * Natural logarithm with 18 decimals, bit for bit what solady's `FixedPointMathLib.lnWad` gives (an (8, 8)-term rational
 * approximation; its constants are explained there).
 *
 * @param x 18 decimals, 0 < x < 2^255
 * @throws LoamError `FIXED_POINT_RANGE` for anything else
 */
export function lnWad(x: bigint): bigint {
  if (x <= 0n || x >= 1n << 255n) throw new LoamError('FIXED_POINT_RANGE', `${x} has no logarithm here.`);
  const leadingZeros = 256n - BigInt(x.toString(2).length);
  const z = (x << leadingZeros) >> 159n;

  let p = ((3273285459638523848632254066296n + z) * z) >> 96n;
  p = ((24828157081833163892658089445524n + p) * z) >> 96n;
  p = (((43456485725739037958740375743393n + p) * z) >> 96n) - 11111509109440967052023855526967n;
  p = ((p * z) >> 96n) - 45023709667254063763336534515857n;
  p = ((p * z) >> 96n) - 14706773417378608786704636184526n;
  p = p * z - (795164235651350426258249787498n << 96n);

  let q = 5573035233440673466300451813936n + z;
  q = 71694874799317883764090561454958n + ((z * q) >> 96n);
  q = 283447036172924575727196451306956n + ((z * q) >> 96n);
  q = 401686690394027663651624208769553n + ((z * q) >> 96n);
  q = 204048457590392012362485061816622n + ((z * q) >> 96n);
  q = 31853899698501571402653359427138n + ((z * q) >> 96n);
  q = 909429971244387300277376558375n + ((z * q) >> 96n);

  const scaled =
    1677202110996718588342820967067443963516166n * (p / q) +
    16597577552685614221487285958193947469193820559219878177908093499208371n * (159n - leadingZeros) +
    600920179829731861736702779321621459595472258049074101567377883020018308n;
  return scaled >> 174n;
}
