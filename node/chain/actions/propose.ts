import type { Hex } from '../../../protocol/encoding/hex.ts';
import { modelRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** A merged model that {@link propose} puts forward. */
export interface ProposeArgs {
  readonly epoch: bigint;
  /** sha2-256 digest of the manifest's CID. */
  readonly manifestCid: Hex;
  /** sha2-256 digest of the merged adapter's CID. */
  readonly adapterCid: Hex;
  /** What the aggregator measured for the merged model on the epoch's items, parts per million. */
  readonly utilityPpm: number;
  /** Digest of that evaluation. */
  readonly evaluationDigest: Hex;
}

/** As an active aggregator: proposes the merged model of an epoch. Returns the transaction's hash. */
export async function propose(chain: ChainClient, args: ProposeArgs): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'ModelRegistry',
    abi: modelRegistryAbi,
    functionName: 'propose',
    args: [args.epoch, args.manifestCid, args.adapterCid, args.utilityPpm, args.evaluationDigest],
  });
  return receipt.transactionHash;
}
