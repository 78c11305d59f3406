import { decodeFunctionData } from 'viem';
import type { Attestation } from '../../../protocol/attestation/attestation-typed-data.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';

/** A verdict that is on chain, with what was committed before it. */
export interface Reveal extends Attestation {
  /** Hash that the validator committed to. */
  readonly commitment: Hex;
  /** The validator's signature; null when the transaction does not show it (posted by way of another contract). */
  readonly signature: Hex | null;
  /** Transaction that posted it. */
  readonly hash: Hex;
}

interface Posted {
  readonly attestation: Attestation;
  readonly signature: Hex;
}

const ZERO: Hex = `0x${'00'.repeat(32)}`;

/** The revealed verdicts of an epoch, in the order in which they were posted. Salts and signatures come from the transactions. */
export async function readReveals(chain: ChainClient, epoch: bigint): Promise<Reveal[]> {
  const range = {
    address: chain.descriptor.contracts.Verdicts,
    abi: verdictsAbi,
    args: { epoch },
    fromBlock: BigInt(chain.descriptor.deploymentBlock),
    toBlock: 'latest',
    strict: true,
  } as const;
  const [revealed, committed] = await chain.reading(() =>
    Promise.all([
      chain.public.getContractEvents({ ...range, eventName: 'Revealed' }),
      chain.public.getContractEvents({ ...range, eventName: 'Committed' }),
    ]),
  );
  const commitments = new Map(committed.map(({ args }) => [seat(args), args.commitment]));
  const reveals: Reveal[] = [];
  for (const { args, transactionHash } of revealed) {
    const posted = (await postedBy(chain, transactionHash)).find((p) => seat(p.attestation) === seat(args));
    reveals.push({
      ...args,
      salt: posted?.attestation.salt ?? ZERO,
      commitment: commitments.get(seat(args)) ?? ZERO,
      signature: posted?.signature ?? null,
      hash: transactionHash,
    });
  }
  return reveals;
}

async function postedBy(chain: ChainClient, hash: Hex): Promise<readonly Posted[]> {
  const known = chain.revealCache.get(hash);
  if (known !== undefined) return known as readonly Posted[];
  const { input } = await chain.reading(() => chain.public.getTransaction({ hash }));
  const posted = decode(input);
  chain.revealCache.set(hash, posted);
  return posted;
}

function decode(input: Hex): Posted[] {
  try {
    const call = decodeFunctionData({ abi: verdictsAbi, data: input });
    if (call.functionName === 'reveal') {
      const [attestation, signature] = call.args;
      return [{ attestation, signature }];
    }
    if (call.functionName !== 'revealBatch') return [];
    const [attestations, signatures] = call.args;
    return attestations.map((attestation, i) => ({ attestation, signature: signatures[i] ?? '0x' }));
  } catch {
    return [];
  }
}

function seat(at: { readonly epoch: bigint; readonly index: bigint; readonly validator: Hex }): string {
  return `${at.epoch} ${at.index} ${at.validator.toLowerCase()}`;
}
