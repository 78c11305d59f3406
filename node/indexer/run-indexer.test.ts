import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestClient, http, keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { submit } from '../chain/actions/submit.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { playRounds } from '../chain/fixtures/play-round.ts';
import { addressOf, type TestNetwork, testNetwork } from '../chain/fixtures/test-network.ts';
import { readBalances } from '../chain/reads/read-balances.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { readSubmissions } from '../chain/reads/read-submission.ts';
import { roleBits } from '../chain/roles.ts';
import type { Database } from '../database/open-database.ts';
import { readIndexCursor } from './apply-step.ts';
import { indexFile, openIndex } from './open-index.ts';
import { clearIndex, runIndexer } from './run-indexer.ts';

const digest = (text: string): Hex => keccak256(stringToHex(text));
let network: TestNetwork;
let learner: ChainClient;
let members: ChainClient[];
let db: Database;

beforeAll(async () => {
  network = await testNetwork();
  learner = await network.member(['learner']);
  members = [];
  for (let i = 0; i < 3; i++) members.push(await network.member(['validator']));
  db = openIndex(indexFile(network.dir, network.descriptor.id), network.descriptor);
}, 60_000);
afterAll(async () => {
  db.close();
  await network.stop();
});

const catchUp = (into = db) =>
  runIndexer({ chain: learner, db: into, signal: AbortSignal.timeout(60_000), untilHead: true });
const rows = (sql: string, from = db) => from.all(sql) as Record<string, unknown>[];
const place = (name: string) => ({
  cid: digest(name),
  baseVersion: 0,
  metricsHash: digest('metrics'),
  confidencePpm: 50_000,
  stake: parseEther('100'),
});

test('an epoch is in the index as the contracts have it', async () => {
  const { epoch } = await submit(learner, place('lesson'));
  await catchUp();
  const middle = readIndexCursor(db)?.next ?? 0;
  expect(rows('SELECT stage FROM submissions')).toEqual([{ stage: 'submitted' }]);
  const [keeper] = members;
  if (keeper === undefined) throw new Error('no keeper');
  await playRounds(network, epoch, { keeper, members });
  await catchUp();
  expect(readIndexCursor(db)?.next).toBeGreaterThan(middle);

  const [on] = await readSubmissions(learner, epoch);
  expect(rows('SELECT * FROM submissions')).toMatchObject([
    {
      epoch: Number(epoch),
      position: 0,
      learner: addressOf(learner).toLowerCase(),
      cid: digest('lesson'),
      stake: String(on?.stake),
      stage: 'settled',
      utility_ppm: on?.utilityPpm,
      weight: String(on?.weight),
    },
  ]);
  expect(on?.status).toBe('accepted');
  expect(rows('SELECT pass FROM attestations')).toEqual(members.map(() => ({ pass: 1 })));
  for (const chain of [learner, ...members]) {
    const address = addressOf(chain);
    const { loam } = await readBalances(chain, address);
    const node = await readNode(chain, address);
    const where = `WHERE address = '${address.toLowerCase()}'`;
    expect(rows(`SELECT balance FROM accounts ${where}`)).toEqual([{ balance: String(loam) }]);
    expect(rows(`SELECT number, roles, stake FROM nodes ${where}`)).toEqual([
      { number: node.number, roles: roleBits(node.roles), stake: String(node.stake) },
    ]);
  }
}, 120_000);

test('what the chain takes back goes, what comes instead is there, also from a file that was closed', async () => {
  const before = rows('SELECT * FROM accounts ORDER BY address');
  await network.jump(200);
  const submissions = rows('SELECT count(*) AS n FROM submissions')[0]?.n;
  await submit(learner, place('taken back')).catch(() => undefined);
  const stranger = await network.member(['aggregator']);
  const gone = addressOf(stranger).toLowerCase();
  await catchUp();
  expect(rows(`SELECT * FROM nodes WHERE address = '${gone}'`)).toHaveLength(1);
  db.close();
  const clock = createTestClient({ mode: 'anvil', transport: http(network.anvil.url) });
  await clock.request({ method: 'anvil_reorg', params: [8, []] } as never);
  db = openIndex(indexFile(network.dir, network.descriptor.id), network.descriptor);
  expect(rows(`SELECT * FROM nodes WHERE address = '${gone}'`)).toHaveLength(1);
  await catchUp();
  expect(rows(`SELECT * FROM nodes WHERE address = '${gone}'`)).toEqual([]);
  expect(rows('SELECT count(*) AS n FROM submissions')[0]?.n).toBe(submissions);
  expect(rows('SELECT * FROM accounts ORDER BY address').map(({ balance }) => balance)).toEqual(
    before.map(({ balance }) => balance),
  );
  await network.member(['aggregator']);
  await catchUp();
  const rebuilt = openIndex(join(network.dir, 'again.db'), network.descriptor);
  await catchUp(rebuilt);
  for (const table of ['nodes', 'accounts', 'submissions', 'seats', 'attestations', 'events', 'mentions'])
    expect(rows(`SELECT * FROM ${table}`)).toEqual(rows(`SELECT * FROM ${table}`, rebuilt));
  clearIndex(rebuilt);
  expect(rows('SELECT * FROM events', rebuilt)).toEqual([]);
  await catchUp(rebuilt);
  expect(rows('SELECT * FROM nodes', rebuilt)).toEqual(rows('SELECT * FROM nodes'));
  rebuilt.close();
}, 120_000);

test('an index of another network or a damaged one is thrown away', async () => {
  const file = join(network.dir, 'other.db');
  const one = openIndex(file, network.descriptor);
  await catchUp(one);
  one.close();
  const other = openIndex(file, {
    ...network.descriptor,
    deploymentBlock: network.descriptor.deploymentBlock + 1,
  });
  expect(rows('SELECT * FROM events', other)).toEqual([]);
  await catchUp(other);
  expect(rows('SELECT * FROM events', other).length).toBeGreaterThan(0);
  other.close();
  writeFileSync(file, 'This is no database, and never was one.'.repeat(200));
  const damaged = openIndex(file, network.descriptor);
  expect(rows('SELECT * FROM events', damaged)).toEqual([]);
  damaged.close();
});
