/**
 * Writes test/vectors/attestation.json: attestations and a submission with the hashes and signatures that viem
 * computes for them. The Solidity tests and the TypeScript tests both read it, so the two sides cannot drift apart.
 * The keys in it are public test keys. With `--check` it writes nothing and exits 1 when the file differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeAbiParameters, type Hex, hashStruct, hashTypedData, keccak256, toHex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { CONTRACTS } from './forge.ts';

const FILE = join(CONTRACTS, 'test', 'vectors', 'attestation.json');
const CHAIN_ID = 31337;
const VERDICTS = '0x000000000000000000000000000000000000ae01';
const EPOCH_MANAGER = '0x000000000000000000000000000000000000ae02';

const ATTESTATION_TYPES = {
  Attestation: [
    { name: 'epoch', type: 'uint256' },
    { name: 'index', type: 'uint256' },
    { name: 'validator', type: 'address' },
    { name: 'pass', type: 'bool' },
    { name: 'utilityPpm', type: 'int64' },
    { name: 'digest', type: 'bytes32' },
    { name: 'salt', type: 'bytes32' },
  ],
} as const;

const SUBMISSION_TYPES = {
  Submission: [
    { name: 'cid', type: 'bytes32' },
    { name: 'baseVersion', type: 'uint32' },
    { name: 'metricsHash', type: 'bytes32' },
    { name: 'confidencePpm', type: 'uint32' },
    { name: 'stake', type: 'uint128' },
    { name: 'learner', type: 'address' },
    { name: 'nonce', type: 'uint256' },
  ],
} as const;

interface Verdict {
  readonly epoch: bigint;
  readonly index: bigint;
  readonly pass: boolean;
  readonly utilityPpm: bigint;
}

const VERDICTS_TO_SIGN: readonly Verdict[] = [
  { epoch: 1n, index: 0n, pass: true, utilityPpm: 25_000n },
  { epoch: 1n, index: 63n, pass: false, utilityPpm: -1n },
  { epoch: 2n ** 64n, index: 7n, pass: true, utilityPpm: 1_000_000n },
  { epoch: 12n, index: 1n, pass: false, utilityPpm: -(2n ** 63n) },
  { epoch: 2n ** 256n - 1n, index: 2n ** 256n - 1n, pass: true, utilityPpm: 0n },
];

function privateKey(name: string): Hex {
  return keccak256(toHex(`loam test key ${name}`));
}

async function attestationVector(verdict: Verdict, number: number): Promise<Record<string, unknown>> {
  const key = privateKey(`validator ${number}`);
  const account = privateKeyToAccount(key);
  const attestation = {
    ...verdict,
    validator: account.address,
    digest: keccak256(toHex(`digest ${number}`)),
    salt: keccak256(toHex(`salt ${number}`)),
  };
  const typedData = {
    domain: { name: 'Loam', version: '1', chainId: CHAIN_ID, verifyingContract: VERDICTS },
    types: ATTESTATION_TYPES,
    primaryType: 'Attestation',
    message: attestation,
  } as const;
  const { epoch, index, validator, pass, utilityPpm, digest, salt } = attestation;
  const fields = [epoch, index, validator, pass, utilityPpm, digest, salt] as const;
  return {
    attestation: { ...attestation, epoch: `${epoch}`, index: `${index}`, utilityPpm: `${utilityPpm}` },
    commitment: keccak256(encodeAbiParameters(ATTESTATION_TYPES.Attestation, fields)),
    structHash: hashStruct({ data: attestation, primaryType: 'Attestation', types: ATTESTATION_TYPES }),
    typedDataHash: hashTypedData(typedData),
    privateKey: key,
    signature: await account.signTypedData(typedData),
  };
}

async function submissionVector(): Promise<Record<string, unknown>> {
  const key = privateKey('learner');
  const account = privateKeyToAccount(key);
  const submission = {
    cid: keccak256(toHex('bundle')),
    baseVersion: 0,
    metricsHash: keccak256(toHex('metrics')),
    confidencePpm: 750_000,
    stake: 200n * 10n ** 18n,
    learner: account.address,
    nonce: 0n,
  };
  const typedData = {
    domain: { name: 'Loam', version: '1', chainId: CHAIN_ID, verifyingContract: EPOCH_MANAGER },
    types: SUBMISSION_TYPES,
    primaryType: 'Submission',
    message: submission,
  } as const;
  return {
    submission: { ...submission, stake: `${submission.stake}`, nonce: `${submission.nonce}` },
    typedDataHash: hashTypedData(typedData),
    privateKey: key,
    signature: await account.signTypedData(typedData),
  };
}

const content = `${JSON.stringify(
  {
    chainId: CHAIN_ID,
    verdicts: VERDICTS,
    epochManager: EPOCH_MANAGER,
    attestations: await Promise.all(VERDICTS_TO_SIGN.map(attestationVector)),
    submission: await submissionVector(),
  },
  undefined,
  2,
)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(FILE, content);
} else if (readFileSync(FILE, 'utf8') !== content) {
  process.stderr.write('contracts/test/vectors/attestation.json is stale: run contracts/script/vectors.ts\n');
  process.exitCode = 1;
}
