import { isHex } from 'viem';
import { parseLoam } from '../../protocol/chain/loam-amount.ts';
import { cidToDigest } from '../../protocol/cid/cid-digest.ts';
import { addressSchema, bytes32Schema, type Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';

/** A whole number from the command line. @throws LoamError `USAGE` */
export function parseNumber(text: unknown, what: string): bigint {
  if (typeof text === 'string' && /^\d{1,78}$/.test(text)) return BigInt(text);
  throw new LoamError('USAGE', text === undefined ? `Say which ${what}.` : `'${text}' is no ${what}.`);
}

/** The digest of a CID, or a digest itself (0x and 64 hexadecimal digits). @throws LoamError `USAGE` */
export function parseDigest(text: unknown, option: string): Hex {
  if (typeof text !== 'string') throw new LoamError('USAGE', `Say which document: --${option} <CID>.`);
  if (isHex(text) && bytes32Schema.safeParse(text.toLowerCase()).success) return text.toLowerCase() as Hex;
  try {
    return cidToDigest(text);
  } catch (cause) {
    throw new LoamError('USAGE', `'${text}' is no CID of a document (CIDv1, dag-pb, sha2-256).`, { cause });
  }
}

/** An address. @throws LoamError `USAGE` */
export function parseAddress(text: unknown): Hex {
  const parsed = addressSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new LoamError('USAGE', text === undefined ? 'Say which address.' : `'${text}' is no address.`);
}

/** Wei of an amount such as `100` or `0.25`. @throws LoamError `USAGE` */
export function parseAmount(text: unknown): bigint {
  if (typeof text !== 'string') throw new LoamError('USAGE', 'Say how much, in LOAM.');
  try {
    const wei = parseLoam(text);
    if (wei > 0n) return wei;
  } catch {
    // Said below.
  }
  throw new LoamError('USAGE', `'${text}' is no amount of LOAM above 0.`);
}

/** One of some words. @throws LoamError `USAGE` */
export function parseChoice<T extends string>(text: unknown, choices: readonly T[], what: string): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new LoamError('USAGE', `Say the ${what}: ${choices.join(', ')}.`);
}
