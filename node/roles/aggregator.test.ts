import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseEther } from 'viem';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { cidToDigest, digestToCid } from '../../protocol/cid/cid-digest.ts';
import { playEpoch, playedNetwork } from '../audit/fixtures/played-epoch.ts';
import { verifyAuditReport } from '../audit/sign-audit-report.ts';
import { canonicalBytes } from '../bundle/pack-bundle.ts';
import { propose } from '../chain/actions/propose.ts';
import { fundLocalAccount } from '../chain/local-faucet.ts';
import { readDisputes } from '../chain/reads/read-disputes.ts';
import { readProposedVersion } from '../chain/reads/read-versions.ts';
import { startTestNode, testPlace } from '../fixtures/test-node.ts';
import { buildManifest } from '../merge/build-manifest.ts';
import { Aggregator } from './aggregator.ts';

const refusalSchema = z.object({ epoch: z.number(), utilityPpm: z.number() });
const place = testPlace();
const { node, log } = await startTestNode(place.config('watcher'));
const played = await playedNetwork(node);
const { network, session, aggregator: other } = played;
afterAll(async () => {
  await node.stop();
  await network.stop();
  place.remove();
});

/** Waits for something that a role does by itself. */
async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let i = 0; i < 1_200; i++) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(50);
  }
  throw new Error(`${what} did not come:\n${log.slice(-20).join('\n')}`);
}

/** The lesson turned round: it takes away what training gave, and a committee of liars lets it through. */
const harmful = await playEpoch(played, {
  updates: 1,
  trainingSteps: 12,
  factor: () => -4,
  lie: { pass: true, utilityPpm: 25_000, uniquenessPpm: 1_000_000 },
});
await fundLocalAccount(session.chain, { address: session.address, loam: parseEther('1000') });
const role = new Aggregator(session);
session.start('aggregator', () => role.run());

test('a merge that does worse on the drawn questions is measured by the worker and not published', async () => {
  const line = await until('the refusal', () => log.find((text) => text.includes('merge not published')));
  const { epoch, utilityPpm } = refusalSchema.parse(JSON.parse(line));
  expect(epoch).toBe(Number(harmful));
  expect(utilityPpm).toBeLessThan(0);
  expect(line).toContain('MERGE_WORSE');
  expect(await readProposedVersion(session.chain, harmful)).toBeNull();
  // Nothing is proposed later either: the epoch ends without a version.
  await network.until('final');
  expect(await readProposedVersion(session.chain, harmful)).toBeNull();
  expect(log.filter((text) => text.includes('merge not published'))).toHaveLength(1);
}, 120_000);

test('a proposal that leaves an update out is disputed, with a signed report that says what is wrong', async () => {
  const first = await playEpoch(played, { updates: 2, trainingSteps: 12 });
  const dir = join(place.dir, 'merged');
  const built = await buildManifest(session, first, { dir, signal: session.signal });
  const [left, ...rest] = built.manifest.included;
  const files = new Map(built.files).set(
    'manifest.json',
    canonicalBytes({ ...built.manifest, included: rest }),
  );
  const lie = await session.artifacts.putDirectory(files);
  const adapter = await session.artifacts.putDirectory(built.adapterFiles);
  await propose(other, {
    epoch: first,
    manifestCid: cidToDigest(lie),
    adapterCid: cidToDigest(adapter),
    utilityPpm: built.manifest.evaluation.utilityPpm,
    evaluationDigest: built.manifest.evaluation.digest,
  });
  const dispute = await until('a dispute', async () => (await readDisputes(session.chain))[0]);
  expect(dispute).toMatchObject({ kind: 'manifest', subject: first, opener: session.address });
  expect(dispute.respondent).toBe(other.account?.address);
  const [evidence] = dispute.evidence;
  const stored = await session.artifacts.getDirectory(digestToCid(evidence ?? ''));
  const { report, auditor } = await verifyAuditReport(stored.get('audit-report.json') ?? new Uint8Array());
  expect(auditor).toBe(session.address);
  expect(report.mismatches.map(({ check }) => check)).toContain('manifest-entry');
  expect(report.mismatches.find(({ check }) => check === 'manifest-entry')).toMatchObject({
    subject: expect.stringContaining(`update ${left?.index}`),
    actual: 'not included',
  });
  // What helps passes the gate.
  expect(log.filter((text) => text.includes('merge not published'))).toHaveLength(1);
}, 180_000);
