import Libsql from 'libsql';
import { keccak256, parseEther, stringToHex } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ATTESTATION_TYPES,
  type Attestation,
  attestationDomain,
  attestationLeaf,
} from '../../protocol/attestation/attestation-typed-data.ts';
import { commitTo } from '../../protocol/attestation/commitment.ts';
import type { GossipAttestation } from '../../protocol/attestation/gossip-attestation.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { commit } from '../chain/actions/commit.ts';
import { commitSalt } from '../chain/actions/commit-salt.ts';
import { revealBatch } from '../chain/actions/reveal-batch.ts';
import { submit } from '../chain/actions/submit.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { attestations, drawAll } from '../chain/fixtures/play-round.ts';
import { addressOf, type TestNetwork, testNetwork } from '../chain/fixtures/test-network.ts';
import { readEpoch } from '../chain/reads/read-epoch.ts';
import { lookForDouble, sightingSentence } from './double-watch.ts';
import { SigningLedger } from './signing-ledger.ts';

const digest = (text: string): Hex => keccak256(stringToHex(text));
let network: TestNetwork;
let learner: ChainClient;
let validator: ChainClient;
let other: ChainClient;

beforeAll(async () => {
  // Equal stakes and three seats: each of the three sits once.
  network = await testNetwork({ epochs: { submitSeconds: 600 } });
  learner = await network.member(['learner']);
  [validator, other] = [await network.member(['validator']), await network.member(['validator'])];
  await network.member(['validator']);
});
afterAll(() => network?.stop());

function gossipOf(verdict: Attestation, signature: Hex): GossipAttestation {
  return {
    ...verdict,
    epoch: Number(verdict.epoch),
    index: Number(verdict.index),
    validator: verdict.validator.toLowerCase() as Hex,
    proof: [],
    signature,
  };
}

test('whatever this key says and the history does not know is seen, on the chain and in the gossip', async () => {
  const ledger = new SigningLedger(new Libsql(':memory:'));
  const owner = { network: network.descriptor.id, validator: addressOf(validator) };
  const look = (gossiped: GossipAttestation[] = []) =>
    lookForDouble({ chain: validator, ledger, owner, gossiped }, epoch);
  const { epoch } = await submit(learner, {
    cid: digest('lesson'),
    metricsHash: digest('metrics'),
    baseVersion: 0,
    confidencePpm: 50_000,
    stake: parseEther('100'),
  });
  // What others do is theirs.
  await commitSalt(other, { epoch, salt: digest('salt of another') });
  expect(await look()).toBeUndefined();

  await commitSalt(validator, { epoch, salt: digest('salt') });
  expect(await look()).toEqual({ what: 'salt', epoch: 1, where: 'chain' });
  ledger.record(owner, { kind: 'salt', epoch, hash: digest('of the salt') }, 0);
  expect(await look()).toBeUndefined();

  await network.until('draw');
  await drawAll(validator, { epoch });
  const { round, seed } = await readEpoch(validator, epoch);
  const mine = await attestations(validator, epoch, () => ({}));
  const theirs = await attestations(other, epoch, () => ({}));
  expect([mine.length, theirs.length]).toEqual([1, 1]);
  const { root, proofs } = commitTo(mine);
  await commit(other, { epoch, round, root: commitTo(theirs).root, ballots: 1 });
  expect(await look()).toBeUndefined();
  await commit(validator, { epoch, round, root, ballots: 1 });
  expect(await look()).toEqual({ what: 'commitment', epoch: 1, where: 'chain' });
  ledger.record(owner, { kind: 'commitment', epoch, round, question: seed, ballots: 1, hash: root }, 0);
  expect(await look()).toBeUndefined();

  const [verdict] = mine;
  if (verdict === undefined || validator.account === undefined) throw new Error('no verdict');
  const typed = {
    domain: attestationDomain(network.descriptor.chainId, network.descriptor.contracts.Verdicts),
    types: ATTESTATION_TYPES,
    primaryType: 'Attestation',
    message: verdict,
  } as const;
  const forged = await privateKeyToAccount(generatePrivateKey()).signTypedData(typed);
  expect(await look([gossipOf(verdict, forged)])).toBeUndefined();
  const signature = await validator.account.signTypedData(typed);
  expect(await look([gossipOf(verdict, signature)])).toEqual({ what: 'verdict', epoch: 1, where: 'gossip' });

  await network.until('reveal');
  await revealBatch(other, [{ attestation: verdict, proof: proofs[0] ?? [] }]);
  expect(await look()).toEqual({ what: 'verdict', epoch: 1, where: 'chain' });
  const said = { kind: 'attestation', epoch, round, index: 0n, hash: attestationLeaf(verdict) } as const;
  ledger.record(owner, said, 0);
  expect(await look([gossipOf(verdict, signature)])).toBeUndefined();

  // Up to the watermark nothing is signed here, so what was said there before is no double's.
  const forgetful = new SigningLedger(new Libsql(':memory:'));
  const watch = { chain: validator, ledger: forgetful, owner };
  const seen = await lookForDouble(watch, epoch);
  expect(seen).toMatchObject({ what: 'salt' });
  expect(sightingSentence(seen ?? { what: 'verdict', epoch: 0, where: 'chain' })).toMatch(
    /gave a salt in epoch 1.*Stop the other node/,
  );
  forgetful.raise(owner, 1);
  expect(await lookForDouble(watch, epoch)).toBeUndefined();
});
