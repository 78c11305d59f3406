import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SelfEvaluation } from '../../protocol/bundle/bundle-schemas.ts';
import { cidToDigest } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { practiceSet } from '../../protocol/practice/practice-set.ts';
import { metricsHash } from '../../protocol/submission/metrics-hash.ts';
import { packBundle } from '../bundle/pack-bundle.ts';
import { type TestNetwork, testNetwork } from '../chain/fixtures/test-network.ts';
import { environment } from '../contributions/pack-contribution.ts';
import { startTestNode, type TestNode, testPlace } from '../fixtures/test-node.ts';
import { type AdapterFiles, readAdapterFiles } from '../network/adapter-files.ts';
import type { NetworkSession } from '../network/network-session.ts';
import type { FormerUpdate } from './compare-with-former.ts';
import { evaluateSubmission, type Judgement } from './evaluate-submission.ts';

const place = testPlace();
const SEED: Hex = `0x${'5e'.repeat(32)}`;
let network: TestNetwork;
let node: TestNode;
let session: NetworkSession;
let lesson: AdapterFiles;

const evaluation: SelfEvaluation = {
  format: 'loam-eval/1',
  seed: SEED,
  items: 1,
  baseMicroNats: '2',
  patchedMicroNats: '1',
  utilityPpm: 500_000,
  profile: SEED,
};

beforeAll(async () => {
  node = await startTestNode(place.config('scan'));
  const { context } = node.node;
  network = await testNetwork({}, (await context.model()).hash);
  for await (const _ of await node.client.network.join({ descriptor: network.descriptor, roles: [] }));
  if (node.node.network.session === undefined) throw new Error('not joined');
  session = node.node.network.session;
  const outDir = join(place.dir, 'lesson');
  const stream = await context.worker.client.train({
    examples: [],
    replay: practiceSet({ seed: 'lesson', count: 40 }).map(({ prompt, answer }) => ({ prompt, answer })),
    adapters: [],
    outDir,
    checkpointDir: join(place.dir, 'checkpoint'),
    options: { seed: 'lesson', steps: 30 },
  });
  for await (const _ of stream);
  lesson = readAdapterFiles(outDir);
});

afterAll(async () => {
  await node.node.stop();
  await network?.stop();
  place.remove();
});

/** Publishes a bundle with this adapter; `times` scales what it does through its settings. */
async function publish(times = 1): Promise<Hex> {
  const config = JSON.parse(Buffer.from(lesson.adapterConfig).toString('utf8'));
  const adapterConfig = Buffer.from(JSON.stringify({ ...config, lora_alpha: config.lora_alpha * times }));
  const files = packBundle({
    adapterModel: lesson.adapterModel,
    adapterConfig,
    trainMeta: {
      format: 'loam-train-meta/1',
      baseModel: session.descriptor.baseModel,
      baseVersion: 0,
      method: 'lora',
      rank: config.r,
      alpha: config.lora_alpha * times,
      steps: 30,
      learningRate: 1e-3,
      lessons: 0,
      practiceItems: 40,
      seed: 'lesson',
    },
    evaluation,
    environment: environment(),
  });
  return cidToDigest(await session.artifacts.putDirectory(files));
}

function judge(cid: Hex, earlier: Hex[] = [], former: FormerUpdate[] = []): Promise<Judgement> {
  return evaluateSubmission(
    session,
    {
      epoch: 1n,
      index: 1n,
      seed: SEED,
      baseVersion: 0,
      cid,
      metricsHash: metricsHash(evaluation),
      earlier,
      former,
    },
    { signal: AbortSignal.timeout(60_000) },
  );
}

test('a lesson is judged by what it does; its copy at another scale earns nothing', async () => {
  const original = await publish();
  const copy = await publish(0.7);
  const alone = await judge(original);
  expect(alone.utilityPpm).toBeGreaterThan(0);
  expect(alone).toMatchObject({ pass: true, uniquenessPpm: 1_000_000 });
  expect(await judge(copy)).toMatchObject({ pass: true, uniquenessPpm: 1_000_000 });
  expect(await judge(copy, [original])).toMatchObject({ pass: true, uniquenessPpm: 0 });
  // Twice gives the same, digest included.
  expect(await judge(original)).toEqual(alone);
});

test('a copy of what a former epoch accepted is named, and the verdict is the same without that bundle', async () => {
  const original = await publish();
  const copy = await publish(0.8);
  const unknown: Hex = `0x${'77'.repeat(32)}`;
  const alone = await judge(copy);
  expect(alone.suspicions).toEqual([]);
  const beside = await judge(
    copy,
    [],
    [
      { epoch: 5n, index: 0, cid: original },
      { epoch: 4n, index: 2, cid: unknown },
    ],
  );
  expect(beside.suspicions).toEqual(['It is close to submission 0 of epoch 5.']);
  expect({ ...beside, suspicions: [] }).toEqual(alone);
  expect((await judge(copy, [], [{ epoch: 3n, index: 1, cid: copy }])).suspicions).toEqual([
    'It is submission 1 of epoch 3 once more.',
  ]);
});

test('an update that overwrites the model does not pass, whatever it would answer', async () => {
  const judged = await judge(await publish(1_000));
  expect(judged).toMatchObject({
    pass: false,
    utilityPpm: 0,
    uniquenessPpm: 1_000_000,
    evidence: { unfit: 'UPDATE_TOO_STRONG' },
  });
});
