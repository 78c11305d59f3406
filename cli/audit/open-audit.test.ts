import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlayedNetwork, playEpoch, playedNetwork } from '../../node/audit/fixtures/played-epoch.ts';
import { startTestNode, type TestNode, testPlace } from '../../node/fixtures/test-node.ts';

const LIMIT_MS = 240_000;
const place = testPlace();
let keeper: TestNode;
let played: PlayedNetwork;

beforeAll(async () => {
  keeper = await startTestNode(place.config('keeper'));
  played = await playedNetwork(keeper.node);
  await playEpoch(played, { updates: 2, trainingSteps: 4, batched: true });
}, LIMIT_MS);

afterAll(async () => {
  await keeper.node.stop();
  await played.network.stop();
  place.remove();
});

test(
  'a network of somebody else is audited by its file: joined without a role, a batch and its bundles from its nodes',
  async () => {
    const file = join(place.dir, 'network.json');
    const bootstrap = played.session.peers.multiaddrs();
    writeFileSync(file, JSON.stringify({ ...played.network.descriptor, bootstrap }));
    const { NODE_OPTIONS: _options, LOAM_DEBUG: _debug, ...env } = process.env;
    const loam = async (...args: readonly string[]) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [resolve(import.meta.dirname, '../loam.ts'), ...args, '--json'],
        {
          cwd: place.dir,
          env: { ...env, LOAM_MODEL_DIR: place.modelDir, LOAM_DATA_DIR: join(place.dir, 'auditor') },
        },
      );
      return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    };
    const result = await loam('audit', 'epoch:1', '--network', file);
    expect(result).toMatchObject({ epoch: 1, mismatches: 0, source: 'the network Test' });
    expect(result.checked).toBeGreaterThan(10);
    await expect(loam('audit', 'epoch:1')).rejects.toMatchObject({
      code: 3,
      stderr: expect.stringContaining('There is no network in'),
    });
  },
  LIMIT_MS,
);
