import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recoverTypedDataAddress } from 'viem';
import { expect, test } from 'vitest';
import type { Hex } from '../encoding/hex.ts';
import {
  ATTESTATION_TYPES,
  type Attestation,
  attestationCommitment,
  attestationDomain,
  attestationHash,
} from './attestation-typed-data.ts';

/** The vectors that the contracts' tests hold Solidity to. */
const vectors = JSON.parse(
  readFileSync(
    join(import.meta.dirname, '..', '..', 'contracts', 'test', 'vectors', 'attestation.json'),
    'utf8',
  ),
) as {
  chainId: number;
  verdicts: Hex;
  attestations: {
    attestation: {
      epoch: string;
      index: string;
      pass: boolean;
      utilityPpm: string;
      validator: Hex;
      digest: Hex;
      salt: Hex;
    };
    commitment: Hex;
    typedDataHash: Hex;
    signature: Hex;
  }[];
};

const cases = vectors.attestations.map(({ attestation: a, ...rest }) => {
  const attestation: Attestation = {
    ...a,
    epoch: BigInt(a.epoch),
    index: BigInt(a.index),
    utilityPpm: BigInt(a.utilityPpm),
  };
  return { attestation, ...rest };
});

test('there are vectors', () => expect(cases.length).toBeGreaterThan(1));

test.each(cases)(
  'commitment and hash equal Solidity’s: $commitment',
  ({ attestation, commitment, typedDataHash }) => {
    expect(attestationCommitment(attestation)).toBe(commitment);
    expect(attestationHash(vectors.chainId, vectors.verdicts, attestation)).toBe(typedDataHash);
  },
);

test.each(cases)('the signature is the validator’s: $commitment', async ({ attestation, signature }) => {
  const signer = await recoverTypedDataAddress({
    domain: attestationDomain(vectors.chainId, vectors.verdicts),
    types: ATTESTATION_TYPES,
    primaryType: 'Attestation',
    message: attestation,
    signature,
  });
  expect(signer.toLowerCase()).toBe(attestation.validator.toLowerCase());
});

test('another salt, index or network gives another hash', () => {
  const [first] = cases;
  if (first === undefined) throw new Error('no vector');
  const { attestation, commitment, typedDataHash } = first;
  expect(attestationCommitment({ ...attestation, index: attestation.index + 1n })).not.toBe(commitment);
  expect(attestationHash(vectors.chainId + 1, vectors.verdicts, attestation)).not.toBe(typedDataHash);
});
