import { CID } from 'multiformats/cid';
import { create as createDigest } from 'multiformats/hashes/digest';
import type { Hex } from '../encoding/hex.ts';
import { LoamError } from '../errors/loam-error.ts';

/** Multicodec of dag-pb, the codec of every artifact's root. */
const DAG_PB = 0x70;
/** Multihash code of sha2-256. */
const SHA2_256 = 0x12;
const DIGEST_BYTES = 32;

/**
 * The 32 bytes that stand for an artifact on chain: the sha2-256 digest of its root.
 *
 * @param cid CIDv1, dag-pb, sha2-256; as an object or in text (at most 128 characters).
 * @throws LoamError `CID_INVALID` when the text is no CID, `CID_UNSUPPORTED` when it is another kind of CID,
 * because its digest alone would not name it.
 */
export function cidToDigest(cid: CID | string): Hex {
  const parsed = typeof cid === 'string' ? parseCid(cid) : cid;
  const { version, code, multihash } = parsed;
  if (
    version !== 1 ||
    code !== DAG_PB ||
    multihash.code !== SHA2_256 ||
    multihash.digest.length !== DIGEST_BYTES
  ) {
    throw new LoamError('CID_UNSUPPORTED', `${parsed.toString()} is not a CIDv1 of dag-pb and sha2-256`);
  }
  let hex = '0x';
  for (const byte of multihash.digest) hex += byte.toString(16).padStart(2, '0');
  return hex as Hex;
}

/**
 * The root CID (CIDv1, dag-pb, sha2-256) whose digest is `hex`; the inverse of {@link cidToDigest}.
 *
 * @param hex 32 bytes with `0x`, either case.
 * @throws LoamError `CID_INVALID` when it is not 32 bytes of hex.
 */
export function digestToCid(hex: string): CID {
  if (!/^0x[0-9a-fA-F]{64}$/.test(hex)) {
    throw new LoamError('CID_INVALID', 'a CID digest is 32 bytes of hex with 0x');
  }
  const digest = new Uint8Array(DIGEST_BYTES);
  for (let i = 0; i < DIGEST_BYTES; i += 1) digest[i] = Number.parseInt(hex.slice(2 + 2 * i, 4 + 2 * i), 16);
  return CID.createV1(DAG_PB, createDigest(SHA2_256, digest));
}

/**
 * Parses a CID from text.
 *
 * @throws LoamError `CID_INVALID` when the text is longer than 128 characters or no CID.
 */
export function parseCid(text: string): CID {
  if (text.length > 128) throw new LoamError('CID_INVALID', 'a CID has at most 128 characters');
  try {
    return CID.parse(text);
  } catch (cause) {
    throw new LoamError('CID_INVALID', `"${text}" is not a CID`, { cause });
  }
}
