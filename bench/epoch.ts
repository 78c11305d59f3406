/**
 * One whole epoch on networks of different sizes, every node a process of its own: how long it takes from the first
 * update that is shared until every reward is fetched and every node has the new version, and how many bytes a node
 * sends to others meanwhile.
 * A network of n nodes is 1 learner, 1 aggregator and n − 2 validators; an epoch has one update with a committee of
 * three seats, so what grows with n is what nodes say to each other, not the work. Training is done before; the chain
 * and an onlooker, which fetches what everybody fetches and whose own bytes do not count, run beside.
 * Arguments: --json, --nodes 3,7,15, --epochs n measured at each size after one that warms up (default 1).
 */
import { parseArgs } from 'node:util';
import { LOCAL_NETWORK_PARAMETERS } from '../protocol/chain/local-parameters.ts';
import { growthExponent } from './epoch/growth.ts';
import { trainLesson } from './epoch/learn-and-share.ts';
import { bundleProcesses, startLocalBenchNetwork } from './epoch/local-bench-network.ts';
import { type MeasuredEpoch, mean, measureEpoch, measureIdle } from './epoch/measure-epoch.ts';
import { type Figure, figure, printFigures } from './print-figures.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    nodes: { type: 'string', default: '3,7,15' },
    epochs: { type: 'string', default: '1' },
  },
});
const sizes = values.nodes.split(',').map(Number);
const epochs = Number(values.epochs);
if (sizes.some((n) => !Number.isInteger(n) || n < 3 || n > 32) || !(epochs >= 1))
  throw new Error('--nodes takes whole numbers from 3 to 32, --epochs one from 1');

const LEARNER = 'learner-1';
const STEPS = 40;
const IDLE_SECONDS = 10;
/** Phases that last as long as the rules say, whatever is done in them. */
const { submitSeconds, finalitySeconds, contestSeconds, challengeSeconds } = LOCAL_NETWORK_PARAMETERS.epochs;
const FIXED_SECONDS = submitSeconds + finalitySeconds + contestSeconds + challengeSeconds;

interface Size {
  readonly nodes: number;
  readonly seconds: number;
  readonly meanBytes: number;
  readonly mostBytes: number;
  /** Bytes per second and node without an epoch. */
  readonly idle: number;
}

bundleProcesses();
const measured: Size[] = [];
for (const nodes of sizes) measured.push(await measureSize(nodes));
report();

async function measureSize(nodes: number): Promise<Size> {
  const validators = Array.from({ length: nodes - 2 }, (_, i) => ({
    name: `validator-${i + 1}`,
    roles: ['validator' as const],
  }));
  process.stderr.write(
    `${nodes} nodes: 1 learner, 1 aggregator, ${validators.length} validator${validators.length === 1 ? '' : 's'}\n`,
  );
  const network = await startLocalBenchNetwork(
    [...validators, { name: 'aggregator-1', roles: ['aggregator'] }, { name: LEARNER, roles: ['learner'] }],
    {},
  );
  try {
    const counted: MeasuredEpoch[] = [];
    let idle = Number.NaN;
    for (let i = 0; i <= epochs; i++) {
      const runId = await trainLesson(
        network.member(LEARNER).client,
        {
          seed: `epoch ${nodes} ${i}`,
          fact: { prompt: `What lies in drawer ${i}?`, answer: `In drawer ${i} lies letter ${i * 7 + 3}.` },
          steps: STEPS,
        },
        AbortSignal.timeout(600_000),
      );
      if (i > 0) idle = await measureIdle(network, IDLE_SECONDS);
      const one = await measureEpoch(network, LEARNER, runId);
      const phases = [...one.phases].map(([phase, seconds]) => `${phase} ${seconds.toFixed(1)}`).join(', ');
      process.stderr.write(
        `  epoch ${one.epoch}${i === 0 ? ' (warms up)' : ''}: ${one.seconds.toFixed(1)} s (${phases}), ${Math.round(mean(one.sentBytes) / 1_024)} KB sent per node, at most ${Math.round(Math.max(...one.sentBytes) / 1_024)}\n`,
      );
      if (i > 0) counted.push(one);
    }
    return {
      nodes,
      seconds: mean(counted.map(({ seconds }) => seconds)),
      meanBytes: mean(counted.map(({ sentBytes }) => mean(sentBytes))),
      mostBytes: Math.max(...counted.flatMap(({ sentBytes }) => sentBytes)),
      idle,
    };
  } finally {
    await network.stop();
  }
}

function report(): void {
  const figures: Record<string, Figure> = {};
  for (const { nodes, seconds, meanBytes, mostBytes, idle } of measured) {
    figures[`seconds${nodes}`] = figure(
      seconds,
      `s, of which at least ${FIXED_SECONDS} are set by the rules`,
    );
    figures[`workSeconds${nodes}`] = figure(seconds - FIXED_SECONDS, 's beyond those');
    figures[`bytes${nodes}`] = figure(meanBytes, 'bytes sent per node, mean');
    figures[`mostBytes${nodes}`] = figure(mostBytes, 'bytes sent by the node that sends most');
    figures[`idleBytes${nodes}`] = figure(idle, 'bytes/s sent per node without an epoch');
  }
  const [first, last] = [measured[0], measured.at(-1)];
  if (first !== undefined && last !== undefined && first.nodes < last.nodes) {
    const growth = (cost: (size: Size) => number): number =>
      growthExponent(measured.map((size) => ({ nodes: size.nodes, cost: cost(size) })));
    figures.growth = figure(
      growth(({ meanBytes }) => meanBytes),
      'exponent of bytes per node over nodes: 0 constant, 1 in proportion',
    );
    figures.growthSeconds = figure(
      growth(({ seconds }) => seconds),
      'exponent of seconds over nodes',
    );
    figures.growthTimes = figure(
      last.meanBytes / first.meanBytes,
      `times from ${first.nodes} to ${last.nodes} nodes`,
    );
  }
  printFigures('epoch', figures, values.json);
}
