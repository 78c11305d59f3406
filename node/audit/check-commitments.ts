import { decodeFunctionData } from 'viem';
import { type Attestation, attestationLeaf } from '../../protocol/attestation/attestation-typed-data.ts';
import { commitTo } from '../../protocol/attestation/commitment.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { verdictsAbi } from '../../protocol/generated/abis.ts';
import { verifySortedProof } from '../../protocol/merkle/merkle-tree.ts';
import type { Reveal } from '../chain/reads/read-reveals.ts';
import type { AuditReport } from './audit-source.ts';
import type { EpochFacts } from './epoch-facts.ts';

/** Checks that every opened attestation of an epoch is a leaf of what its validator had committed to before. */
export function checkCommitments(facts: EpochFacts, report: AuditReport): void {
  const posted = new Map<Hex, readonly Posted[]>();
  for (const reveal of facts.reveals) {
    const { hash } = reveal;
    const said = posted.get(hash) ?? postedIn(facts.openings.get(hash) ?? '0x');
    posted.set(hash, said);
    report.compare(
      'commitment',
      `attestation of ${reveal.validator} on submission ${reveal.index} of epoch ${facts.epoch}`,
      reveal.root,
      said.find(({ attestation }) => isSame(attestation, reveal))?.rootFor(reveal.root) ??
        'posted by way of another contract',
    );
  }
}

interface Posted {
  readonly attestation: Attestation;
  /** The root that this opening leads to, given the one that it should lead to. */
  readonly rootFor: (root: Hex) => string;
}

function postedIn(input: Hex): Posted[] {
  const call = decodeCall(input);
  if (call?.functionName === 'reveal') return [proved(call.args[0], call.args[1])];
  if (call?.functionName === 'revealBatch')
    return call.args[0].map((attestation, i) => proved(attestation, call.args[1][i] ?? []));
  if (call?.functionName !== 'revealAll') return [];
  const { root } = commitTo(call.args[0]);
  return call.args[0].map((attestation) => ({ attestation, rootFor: () => root }));
}

function decodeCall(input: Hex) {
  try {
    return decodeFunctionData({ abi: verdictsAbi, data: input });
  } catch {
    // A call of another contract, which passed it on.
    return undefined;
  }
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
