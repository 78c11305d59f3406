import { verifyTypedData } from 'viem';
import {
  ATTESTATION_TYPES,
  type Attestation,
  attestationDomain,
  attestationLeaf,
} from '../../protocol/attestation/attestation-typed-data.ts';
import { keptRoot } from '../../protocol/attestation/commitment.ts';
import type { GossipAttestation } from '../../protocol/attestation/gossip-attestation.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readEpochLog } from '../chain/reads/read-epoch-log.ts';
import { readNumber } from '../chain/reads/read-node.ts';
import { readSalts } from '../chain/reads/read-salts.ts';
import type { SigningLedger } from './signing-ledger.ts';
import type { HistoryOwner } from './statement.ts';

/** Something that this validator's key has said and this history does not know. */
export interface Sighting {
  readonly what: 'salt' | 'commitment' | 'verdict';
  readonly epoch: number;
  readonly where: 'chain' | 'gossip';
}

/** Where to look. */
export interface DoubleWatch {
  readonly chain: ChainClient;
  readonly ledger: SigningLedger;
  readonly owner: HistoryOwner;
  /** What is gossiped in an epoch; left out where no log is open. */
  readonly gossiped?: readonly GossipAttestation[];
}

/**
 * Looks for salts, commitments and verdicts of an epoch that carry this validator's name and that this history does not
 * know: somebody else works with the same key, or this history has lost something. Epochs up to the watermark are left
 * out, because nothing is signed in them here.
 */
export async function lookForDouble(watch: DoubleWatch, epoch: bigint): Promise<Sighting | undefined> {
  const { chain, ledger, owner } = watch;
  if (epoch <= 0n || Number(epoch) <= (ledger.watermark(owner) ?? -1)) return undefined;
  const seen = (what: Sighting['what'], where: Sighting['where'] = 'chain'): Sighting => ({
    what,
    epoch: Number(epoch),
    where,
  });
  const node = await readNumber(chain, owner.validator);
  if (node === 0) return undefined;

  const { mine } = await readSalts(chain, epoch, owner.validator);
  if (mine !== null && !ledger.knows(owner, 'salt', epoch, () => true)) return seen('salt');

  const log = await readEpochLog(chain, epoch);
  for (const said of log.commitments) {
    if (said.node !== node) continue;
    const isOurs = ledger.knows(
      owner,
      'commitment',
      epoch,
      (row) => row.round === said.round && keptRoot(row.hash) === keptRoot(said.root),
    );
    if (!isOurs) return seen('commitment');
  }
  const isKnown = (verdict: Attestation): boolean => {
    const leaf = attestationLeaf(verdict);
    return ledger.knows(owner, 'attestation', epoch, (row) => row.hash === leaf);
  };
  for (const reveal of log.reveals) {
    if (reveal.validator.toLowerCase() !== owner.validator.toLowerCase()) continue;
    if (!isKnown({ ...reveal, epoch })) return seen('verdict');
  }
  for (const said of watch.gossiped ?? []) {
    if (said.validator !== owner.validator.toLowerCase() || BigInt(said.epoch) !== epoch) continue;
    const verdict: Attestation = { ...said, epoch: BigInt(said.epoch), index: BigInt(said.index) };
    // Anybody in the committee can gossip under our name; only our key can sign.
    if (!isKnown(verdict) && (await isSigned(chain, verdict, said.signature)))
      return seen('verdict', 'gossip');
  }
  return undefined;
}

async function isSigned(
  chain: ChainClient,
  verdict: Attestation,
  signature: `0x${string}`,
): Promise<boolean> {
  const { chainId, contracts } = chain.descriptor;
  const { epoch, index, validator, pass, utilityPpm, uniquenessPpm, digest, salt } = verdict;
  return verifyTypedData({
    address: validator,
    domain: attestationDomain(chainId, contracts.Verdicts),
    types: ATTESTATION_TYPES,
    primaryType: 'Attestation',
    message: { epoch, index, validator, pass, utilityPpm, uniquenessPpm, digest, salt },
    signature,
  }).catch(() => false);
}

/** A sighting in words, with what to do. */
export function sightingSentence({ what, epoch, where }: Sighting): string {
  const thing = { salt: 'gave a salt', commitment: 'committed to verdicts', verdict: 'signed a verdict' }[
    what
  ];
  return (
    `Another node works with this validator's key: it ${thing} in epoch ${epoch} (seen ${where === 'chain' ? 'on the chain' : 'in the gossip'}), ` +
    'which the signing history here does not know. Nothing is signed here any more. ' +
    "Stop the other node, import its signing history, then start again with 'loam validator start --only-here'."
  );
}
