import { encodeAbiParameters, keccak256, slice } from 'viem';
import type { Hex } from '../encoding/hex.ts';
import type { SubmissionTerms } from './submission-typed-data.ts';

/** Chain value before an epoch's first submission: 18 zero bytes. */
export const EMPTY_CHAIN: Hex = `0x${'00'.repeat(18)}`;
/** Bytes of a chain value. */
const CHAIN_BYTES = 18;

/** One link of an epoch's hash chain of submissions, without the value before it. */
export interface ChainEntry {
  /** Who submitted; for a batch, who posted it. */
  readonly learner: Hex;
  /** sha2-256 digest of the bundle's CIDv1; for a batch the Merkle root. */
  readonly cid: Hex;
  /** Hash of the summary metrics; for a batch the CID digest of its list. */
  readonly metricsHash: Hex;
  readonly terms: SubmissionTerms;
  /** 0 for a single submission, otherwise the number of a batch's leaves. */
  readonly leaves: number;
}

/** A link as `draw` takes it. */
export interface ChainLink extends ChainEntry {
  readonly previous: Hex;
}

/** The chain value after one more entry: the first 18 bytes of a keccak-256 over the value before it and the entry. */
export function chainAfter(previous: Hex, { learner, cid, metricsHash, terms, leaves }: ChainEntry): Hex {
  const fields = encodeAbiParameters(
    [
      { type: 'bytes18' },
      { type: 'address' },
      { type: 'bytes32' },
      { type: 'bytes32' },
      { type: 'uint32' },
      { type: 'uint32' },
      { type: 'uint32' },
      { type: 'uint64' },
      { type: 'uint16' },
    ],
    [
      previous,
      learner,
      cid,
      metricsHash,
      terms.epoch,
      terms.baseVersion,
      terms.confidencePpm,
      terms.stake,
      leaves,
    ],
  );
  return slice(keccak256(fields), 0, CHAIN_BYTES);
}

/**
 * The links of an epoch from the last to the first, as `draw` opens them.
 * @param entries in the order of their events
 */
export function chainLinks(entries: readonly ChainEntry[]): ChainLink[] {
  const links: ChainLink[] = [];
  let previous = EMPTY_CHAIN;
  for (const entry of entries) {
    links.push({ ...entry, previous });
    previous = chainAfter(previous, entry);
  }
  return links.reverse();
}
