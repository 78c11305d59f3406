import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { submit } from '../../node/chain/actions/submit.ts';
import { type TestNetwork, testNetwork } from '../../node/chain/fixtures/test-network.ts';
import { startTestNode, type TestNode, testPlace } from '../../node/fixtures/test-node.ts';
import { findServedIndex } from '../../node/indexer/served-index.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { runCommand } from '../run-command.ts';

const digest = (text: string): Hex => keccak256(stringToHex(text));
const answerSchema = z.object({ rows: z.array(z.unknown()) });
const place = testPlace();
let node: TestNode | undefined;
let network: TestNetwork | undefined;
afterAll(async () => {
  await node?.node.stop();
  await network?.stop();
  place.remove();
}, 60_000);

test('a node that is told to keeps the index of its network and serves it; commands use it', async () => {
  const config = place.config('data', { index: { port: 0 } });
  node = await startTestNode(config);
  const { hash } = await node.node.context.model();
  network = await testNetwork({ epochs: { submitSeconds: 3_600, finalitySeconds: 120 } }, hash);
  const { descriptor } = network;
  const learner = await network.member(['learner']);
  expect(await findServedIndex(config.dataDir, descriptor)).toBeUndefined();
  for await (const _ of await node.client.network.join({ descriptor, roles: [] }));
  await expect
    .poll(() => findServedIndex(config.dataDir, descriptor), { timeout: 60_000 })
    .toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const origin = (await findServedIndex(config.dataDir, descriptor)) ?? '';
  const { epoch } = await submit(learner, {
    cid: digest('lesson'),
    baseVersion: 0,
    metricsHash: digest('metrics'),
    confidencePpm: 50_000,
    stake: parseEther('100'),
  });
  const bundle = digestToCid(digest('lesson')).toString();
  const rowsAt = async (at: string) =>
    answerSchema.parse(await (await fetch(`${at}/v1/submissions`)).json()).rows;
  await expect
    .poll(() => rowsAt(origin), { timeout: 60_000 })
    .toMatchObject([{ epoch: Number(epoch), position: 0, bundle }]);

  const where = ['--network', join(network.dir, 'network.json'), '--data-dir', config.dataDir];
  const file = join(place.dir, 'submissions.json');
  const quiet = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const code = await runCommand(['export', 'submissions', '--format', 'json', '--out', file, ...where]);
  quiet.mockRestore();
  expect(code).toBe(0);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject([{ epoch: Number(epoch), position: 0 }]);

  const { NODE_OPTIONS: _options, ...env } = process.env;
  const entry = join(import.meta.dirname, '..', 'loam.ts');
  const child = spawn(process.execPath, [entry, 'index', 'serve', '--gossip', '--json', ...where], { env });
  const ended = once(child, 'exit');
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => (said.out += text));
  child.stderr.on('data', (text) => (said.err += text));
  try {
    await expect.poll(() => said.out, { timeout: 60_000 }).toContain('\n');
    const second = JSON.parse(said.out).origin;
    expect(second).not.toBe(origin);
    expect(await rowsAt(second)).toMatchObject([{ bundle }]);
    await expect.poll(() => said.err, { timeout: 30_000 }).toContain('The running node keeps this index');
    // The node goes; the command goes on with the index by itself.
    await node.node.stop();
    expect(await findServedIndex(config.dataDir, descriptor)).toBeUndefined();
    await submit(learner, {
      cid: digest('second'),
      baseVersion: 0,
      metricsHash: digest('metrics'),
      confidencePpm: 50_000,
      stake: parseEther('100'),
    });
    await expect.poll(() => rowsAt(second), { timeout: 60_000 }).toHaveLength(2);
  } finally {
    child.kill('SIGTERM');
  }
  expect(await ended).toEqual([0, null]);
}, 240_000);
