import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { AuditCheck, AuditEvent } from '../../protocol/api/audit-schemas.ts';
import { startTestNode, testPlace } from '../fixtures/test-node.ts';
import { openArchiveSource } from './archive-source.ts';
import type { AuditSource } from './audit-source.ts';
import { auditEpoch } from './auditor.ts';
import { exportAuditArchive } from './export-audit-archive.ts';
import { changeRules } from './fixtures/change-rules.ts';
import { PLANTS } from './fixtures/plants.ts';
import { endEpoch, playEpoch, playedNetwork } from './fixtures/played-epoch.ts';
import { tamperArchive } from './fixtures/tampered-archive.ts';
import { openLiveSource } from './live-source.ts';

const place = testPlace();
const { node } = await startTestNode(place.config('auditor'));
const played = await playedNetwork(node);
const epoch = await playEpoch(played, { updates: 2, trainingSteps: 12 });
await endEpoch(played, epoch);
const file = join(place.dir, 'epoch.car');

afterAll(async () => {
  await node.stop();
  await played.network.stop();
  place.remove();
});

async function run(source: AuditSource): Promise<{ checks: AuditCheck[]; end: AuditEvent | undefined }> {
  const checks: AuditCheck[] = [];
  let end: AuditEvent | undefined;
  for await (const event of auditEpoch(source, {}, new AbortController().signal)) {
    if (event.type === 'check') checks.push(event.check);
    end = event;
  }
  return { checks, end };
}

const first = await openLiveSource(played.session, epoch);
const live = await run(first);
const made = await exportAuditArchive(played.session, epoch, file, { signal: played.session.signal });
// The network votes other rules in and opens an epoch by them: what was judged by the old ones stays right.
const changed = await changeRules(played);
const later = await run(await openLiveSource(played.session, epoch));
// From here on there is no network: neither peers nor a chain.
await node.network.leave();
await played.network.anvil.stop();

/** All but the comparisons with what else is stored on this computer, which the node may add to in between. */
function comparable(checks: readonly AuditCheck[]): AuditCheck[] {
  return checks.filter(({ check }) => !/-(bytes|copy)$/.test(check));
}

test('rules that are voted in later change nothing about an epoch', async () => {
  expect(changed.stake.entryStake).not.toBe(first.facts.rules.stake.entryStake);
  expect(comparable(later.checks)).toEqual(comparable(live.checks));
});

test('online and from the file alone, an honest epoch has no mismatch', async () => {
  expect(live.checks.filter((check) => !check.ok)).toEqual([]);
  expect(made).toMatchObject({ artifacts: 3, absent: [] });
  const source = await openArchiveSource(node.context, file);
  const { checks, end } = await run(source);
  source.close();
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  expect(checks).toEqual(comparable(live.checks));
  expect(end).toMatchObject({ type: 'done', version: 1, checked: checks.length, mismatches: 0 });
  const made_ = new Set(checks.map(({ check }) => check));
  for (const { check } of PLANTS) if (check !== 'bundle-bytes') expect([...made_]).toContain(check);
}, 60_000);

test.each(PLANTS)(
  'a lie about $kind is found',
  async ({ check, plant }) => {
    const lie = join(place.dir, 'lie.car');
    await tamperArchive(file, lie, plant);
    const source = await openArchiveSource(node.context, lie);
    const { checks } = await run(source);
    source.close();
    expect(checks.filter((c) => !c.ok).map((c) => c.check)).toContain(check);
  },
  60_000,
);
