import { decodeFunctionData } from 'viem';
import { type Attestation, attestationLeaf } from '../../protocol/attestation/attestation-typed-data.ts';
import { commitTo } from '../../protocol/attestation/commitment.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { verdictsAbi } from '../../protocol/generated/abis.ts';
import { verifySortedProof } from '../../protocol/merkle/merkle-tree.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { type Reveal, readReveals } from '../chain/reads/read-reveals.ts';
import type { AuditReport } from './auditor.ts';

/** Checks that every opened attestation of an epoch is a leaf of what its validator had committed to before. */
export async function checkCommitments(
  chain: ChainClient,
  epoch: bigint,
  report: AuditReport,
): Promise<void> {
  const posted = new Map<Hex, Posted[]>();
  for (const reveal of await readReveals(chain, epoch)) {
    if (!posted.has(reveal.hash)) posted.set(reveal.hash, await postedIn(chain, reveal.hash));
    const found = posted.get(reveal.hash)?.find(({ attestation }) => isSame(attestation, reveal));
    report.compare(
      'commitment',
      `attestation of ${reveal.validator} on submission ${reveal.index} of epoch ${epoch}`,
      reveal.root,
      found?.rootFor(reveal.root) ?? 'posted by way of another contract',
    );
  }
}

interface Posted {
  readonly attestation: Attestation;
  /** The root that this opening leads to, given the one that it should lead to. */
  readonly rootFor: (root: Hex) => string;
}

async function postedIn(chain: ChainClient, hash: Hex): Promise<Posted[]> {
  const { input } = await chain.reading(() => chain.public.getTransaction({ hash }));
  const call = decodeFunctionData({ abi: verdictsAbi, data: input });
  if (call.functionName === 'reveal') return [proved(call.args[0], call.args[1])];
  if (call.functionName === 'revealBatch')
    return call.args[0].map((attestation, i) => proved(attestation, call.args[1][i] ?? []));
  if (call.functionName !== 'revealAll') return [];
  const { root } = commitTo(call.args[0]);
  return call.args[0].map((attestation) => ({ attestation, rootFor: () => root }));
}

function proved(attestation: Attestation, proof: readonly Hex[]): Posted {
  return {
    attestation,
    rootFor: (root) =>
      verifySortedProof(root, attestationLeaf(attestation), proof) ? root : 'its proof leads elsewhere',
  };
}

function isSame(a: Attestation, b: Reveal): boolean {
  return attestationLeaf(a) === attestationLeaf(b);
}
