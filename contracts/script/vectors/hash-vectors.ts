import { type Hex, keccak256, toHex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import {
  type Attestation,
  attestationHash,
  attestationLeaf,
} from '../../../protocol/attestation/attestation-typed-data.ts';
import { commitmentHash, commitTo } from '../../../protocol/attestation/commitment.ts';
import { juryVoteCommitment } from '../../../protocol/disputes/jury-vote.ts';
import { RULINGS } from '../../../protocol/generated/abis.ts';
import { merkleProofs, merkleRoot, orderedPair, sortedPair } from '../../../protocol/merkle/merkle-tree.ts';
import { itemLeaf } from '../../../protocol/sortition/item-leaf.ts';
import { batchLeafHash, encodeBatch } from '../../../protocol/submission/batch-leaf.ts';
import { canarySeed } from '../../../protocol/submission/canary-seed.ts';
import { sealedMetricsHash } from '../../../protocol/submission/metrics-hash.ts';
import { chainAfter, chainLinks, EMPTY_CHAIN } from '../../../protocol/submission/submission-chain.ts';
import {
  type SignedSubmission,
  submissionHash,
  submissionStructHash,
} from '../../../protocol/submission/submission-typed-data.ts';
import { group, type VectorGroup } from './vector-group.ts';

/** The network of these vectors. */
export const CHAIN_ID = 31337;
export const VERDICTS = '0x000000000000000000000000000000000000ae01';
export const EPOCH_MANAGER = '0x000000000000000000000000000000000000ae02';

const MAX_UINT256 = 2n ** 256n - 1n;
/** A tree of each shape: one leaf, full, odd on the first, on a later and on every level. */
const TREE_SIZES = [1, 2, 3, 4, 5, 6, 7, 11, 16, 33];

/** Vectors of everything that is hashed, signed or proven. */
export async function hashVectors(): Promise<Readonly<Record<string, VectorGroup>>> {
  return {
    attestations: await attestations(),
    commitments: await commitments(),
    submissions: await submissions(),
    chain: chain(),
    batches: batches(),
    items: items(),
    seals: seals(),
    juryVotes: juryVotes(),
  };
}

/** A key that everybody may know. */
function testKey(name: string): Hex {
  return keccak256(toHex(`loam test key ${name}`));
}

function hashOf(name: string): Hex {
  return keccak256(toHex(name));
}

function attestation(i: number): Attestation {
  const utilities = [25_000, -1, 1_000_000, -(2 ** 31), 0];
  const epochs = [1n, 1n, 2n ** 64n, 12n, MAX_UINT256];
  const indices = [0n, 63n, 7n, 1n, MAX_UINT256];
  return {
    epoch: epochs[i % 5] as bigint,
    index: indices[i % 5] as bigint,
    validator: privateKeyToAccount(testKey(`validator ${i}`)).address,
    pass: i % 2 === 0,
    utilityPpm: utilities[i % 5] as number,
    uniquenessPpm: [1_000_000, 0, 1, 999_999][i % 4] as number,
    digest: hashOf(`digest ${i}`),
    salt: hashOf(`salt ${i}`),
  };
}

const ATTESTATION_FIELDS =
  '(uint256 epoch, uint256 index, address validator, bool pass, int32 utilityPpm, uint32 uniquenessPpm, bytes32 digest, bytes32 salt) attestation';

function attestations(): Promise<VectorGroup> {
  return signed(
    `${ATTESTATION_FIELDS}, bytes32 leaf, bytes32 hash`,
    Array.from({ length: 10 }, (_, i) => {
      const value = attestation(i);
      const hash = attestationHash(CHAIN_ID, VERDICTS, value);
      return {
        key: `validator ${i}`,
        hash,
        rest: { attestation: { ...value }, leaf: attestationLeaf(value) },
      };
    }),
  );
}

/** Trees over the first attestations, and the signature for a relayer. */
function commitments(): Promise<VectorGroup> {
  return signed(
    'uint256 round, uint16 ballots, address validator, bytes32[] leaves, bytes32 root, bytes32[][] proofs, bytes32 hash',
    TREE_SIZES.map((ballots, i) => {
      const list = Array.from({ length: ballots }, (_, n) => attestation(n));
      const { root, proofs } = commitTo(list);
      const validator = privateKeyToAccount(testKey('validator 0')).address;
      const hash = commitmentHash(CHAIN_ID, VERDICTS, {
        epoch: 1n,
        round: BigInt(i),
        root,
        ballots,
        validator,
      });
      return {
        key: 'validator 0',
        hash,
        rest: { round: i, ballots, validator, leaves: list.map(attestationLeaf), root, proofs },
      };
    }),
  );
}

function submission(i: number): SignedSubmission {
  const stakes = [200_000_000n, 0n, 2n ** 64n - 1n];
  const words = [1, 0, 2 ** 32 - 1];
  return {
    cid: hashOf(`bundle ${i}`),
    metricsHash: i === 1 ? `0x${'00'.repeat(32)}` : hashOf(`metrics ${i}`),
    epoch: words[i % 3] as number,
    baseVersion: words[(i + 1) % 3] as number,
    confidencePpm: [750_000, 0, 2 ** 32 - 1][i % 3] as number,
    stake: stakes[i % 3] as bigint,
    learner: privateKeyToAccount(testKey(`learner ${i}`)).address,
  };
}

function submissions(): Promise<VectorGroup> {
  return signed(
    'bytes32 cid, bytes32 metricsHash, (uint32 epoch, uint32 baseVersion, uint32 confidencePpm, uint64 stake) terms, address learner, bytes32 structHash, bytes32 hash',
    Array.from({ length: 6 }, (_, i) => {
      const { cid, metricsHash, learner, ...terms } = submission(i);
      return {
        key: `learner ${i}`,
        hash: submissionHash(CHAIN_ID, EPOCH_MANAGER, submission(i)),
        rest: { cid, metricsHash, terms, learner, structHash: submissionStructHash(submission(i)) },
      };
    }),
  );
}

/** Adds the signature of the key's owner over `hash` as last field. */
async function signed(
  fields: string,
  cases: readonly { readonly key: string; readonly hash: Hex; readonly rest: object }[],
): Promise<VectorGroup> {
  const values = cases.map(async ({ key, hash, rest }) => {
    const signature = await privateKeyToAccount(testKey(key)).sign({ hash });
    return { ...rest, hash, signature };
  });
  return group(`${fields}, bytes signature`, await Promise.all(values));
}

/** Links from the first to the last. */
function chain(): VectorGroup {
  const entries = Array.from({ length: 6 }, (_, i) => {
    const { cid, metricsHash, learner, ...terms } = submission(i);
    return { learner, cid, metricsHash, terms, leaves: [0, 256, 65_535][i % 3] as number };
  });
  let value = EMPTY_CHAIN;
  return group(
    '(bytes18 previous, address learner, bytes32 cid, bytes32 metricsHash, (uint32 epoch, uint32 baseVersion, uint32 confidencePpm, uint64 stake) terms, uint16 leaves) link, bytes18 chain',
    chainLinks(entries)
      .reverse()
      .map((link) => {
        value = chainAfter(value, link);
        return { link: { ...link, terms: { ...link.terms } }, chain: value };
      }),
  );
}

function batches(): VectorGroup {
  return group(
    'bytes leaves, bytes32[] hashes, bytes32 root, bytes32[][] proofs',
    TREE_SIZES.map((size) => {
      const leaves = Array.from({ length: size }, (_, i) => ({
        node: [0, 1, 2 ** 32 - 1][i % 3] as number,
        structHash: hashOf(`struct ${i}`),
      }));
      const hashes = leaves.map(batchLeafHash);
      return {
        leaves: encodeBatch(leaves),
        hashes,
        root: merkleRoot(hashes, orderedPair),
        proofs: merkleProofs(hashes, orderedPair),
      };
    }),
  );
}

/** The items of a pool of five, each with its proof. */
function items(): VectorGroup {
  const hashes = Array.from({ length: 5 }, (_, i) => hashOf(`item ${i}`));
  const leaves = hashes.map((hash, i) => itemLeaf(BigInt(i), hash));
  return group(
    'uint256 item, bytes32 hash, bytes32 root, bytes32[] proof',
    hashes.map((hash, item) => ({
      item,
      hash,
      root: merkleRoot(leaves, sortedPair),
      proof: merkleProofs(leaves, sortedPair)[item] as Hex[],
    })),
  );
}

function seals(): VectorGroup {
  return group(
    'address learner, bool pass, int32 utilityPpm, bytes32 salt, bytes32 seed, bytes32 evaluationHash, bytes32 seal',
    [0, -1, 1_000_000, -(2 ** 31)].map((utilityPpm, i) => {
      const canary = {
        learner: submission(i).learner,
        pass: i % 2 === 0,
        utilityPpm,
        salt: hashOf(`seal ${i}`),
      };
      const seed = canarySeed(canary);
      const evaluationHash = hashOf(`eval.json ${i}`);
      return { ...canary, seed, evaluationHash, seal: sealedMetricsHash(seed, evaluationHash) };
    }),
  );
}

function juryVotes(): VectorGroup {
  return group(
    'uint256 dispute, uint256 round, address juror, uint8 ruling, bytes32 salt, bytes32 commitment',
    (['Uphold', 'Overturn', 'DeeperAudit'] as const).map((ruling, i) => {
      const vote = {
        dispute: [1n, 0n, MAX_UINT256][i] as bigint,
        round: [0n, 1n, MAX_UINT256][i] as bigint,
        juror: submission(i).learner,
        ruling,
        salt: hashOf(`vote ${i}`),
      };
      return { ...vote, ruling: RULINGS.indexOf(ruling), commitment: juryVoteCommitment(vote) };
    }),
  );
}
