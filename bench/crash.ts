/**
 * Kills processes of the local network with SIGKILL, one after another, at random moments of whole epochs, and looks for
 * damage in the chain and in every member's folder. Members that die are started again by who supervises them; the demo's
 * own process by this program. Arguments: --json, --kills n (default 100), --seed n, --per-epoch n, --pause ms, --keep;
 * --minutes n (default 45) after which nothing more is killed and what was found is told;
 * --verbs n for so many further kills of a node in the middle of an answer and of a change of what opens the keys.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { setup } from '../e2e/demo/build-processes.ts';
import { Random } from '../worker/random/random.ts';
import { findDemoDamage } from './crash/find-damage.ts';
import { killVerbs } from './crash/kill-verbs.ts';
import { type Kill, runKilledEpoch } from './crash/run-epoch.ts';
import { figure, printFigures } from './print-figures.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    'per-epoch': { type: 'string', default: '25' },
    minutes: { type: 'string', default: '45' },
    pause: { type: 'string', default: '6000' },
    verbs: { type: 'string', default: '0' },
    keep: { type: 'boolean', default: false },
  },
});
const wanted = Number(values.kills);
const random = Random.fromSeed(Number(values.seed));
const started = Date.now();
const endsAt = started + Number(values.minutes) * 60_000;
const kills: Kill[] = [];
const totals = { lost: 0, doubleAttestations: 0, doubleSpends: 0, events: 0 };
let epochs = 0;
let unfinished = 0;
let good = 0;
let resumes = 0;
let witnessed = 0;

setup();
while (kills.length < wanted && Date.now() < endsAt) {
  const dataDir = mkdtempSync(join(tmpdir(), 'loam-crash-'));
  const run = await runKilledEpoch({
    dataDir,
    random,
    kills: Math.min(Number(values['per-epoch']), wanted - kills.length),
    pauseMs: Number(values.pause),
    endsAt,
  });
  kills.push(...run.kills);
  epochs++;
  resumes += run.resumes;
  const isGood = run.summary !== undefined && run.summary.accepted >= 3 && run.summary.audit.mismatches === 0;
  if (run.summary === undefined) unfinished++;
  else if (isGood) good++;
  const damage = await findDemoDamage(dataDir, run.witness);
  for (const kind of ['lost', 'doubleAttestations', 'doubleSpends'] as const) {
    totals[kind] += damage[kind].length;
    for (const what of damage[kind]) process.stderr.write(`  ${kind}: ${what}\n`);
  }
  totals.events += damage.events;
  witnessed += run.witness.size;
  const { accepted, rejected, audit } = run.summary ?? {};
  process.stderr.write(
    `epoch ${epochs}: ${run.kills.length} kills, ${Math.round(run.seconds)} s, ${run.summary === undefined ? `not ended: ${run.trouble}` : `${accepted} accepted, ${rejected} rejected, ${audit?.mismatches} mismatches`}; ${kills.length} of ${wanted} kills\n`,
  );
  if (values.keep) process.stderr.write(`  kept ${dataDir}\n`);
  else {
    // Leftovers of a killed demo end within seconds.
    await sleep(3_000);
    rmSync(dataDir, { recursive: true, force: true });
  }
}
const verbs =
  Number(values.verbs) === 0 ? { kills: [], lost: [] } : await killVerbs(random, Number(values.verbs));
totals.lost += verbs.lost.length;
for (const what of verbs.lost) process.stderr.write(`  lost: ${what}\n`);
const phases = new Set(kills.map(({ phase }) => phase));
process.stderr.write(`killed in ${[...phases].join(', ')}\n`);
printFigures(
  'crash',
  {
    lost: figure(totals.lost, 'cases'),
    doubleAttestations: figure(totals.doubleAttestations, 'cases'),
    doubleSpends: figure(totals.doubleSpends, 'cases'),
    kills: figure(kills.length + verbs.kills.length, 'kills'),
    killsOutsideOfNetwork: figure(verbs.kills.length, 'kills'),
    processesKilled: figure(new Set(kills.map(({ what }) => what)).size, 'different processes'),
    phasesHit: figure(phases.size, 'phases'),
    epochs: figure(epochs, 'epochs'),
    epochsAsPlanned: figure(good, 'epochs'),
    epochsUnfinished: figure(unfinished, 'epochs'),
    resumesNeeded: figure(resumes, 'starts by hand'),
    confirmedThings: figure(witnessed, 'things that were told before a kill'),
    eventsChecked: figure(totals.events, 'events'),
    wallTime: figure((Date.now() - started) / 1_000, 's'),
  },
  values.json,
);
process.exitCode = totals.lost + totals.doubleAttestations + totals.doubleSpends === 0 ? 0 : 1;
