import type {
  AutoLearning,
  LearningRules,
  LearningRun,
  LearningScheduleChange,
} from '../../protocol/api/learn-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { localClient } from '../local-client.ts';
import { formatDuration, Progress } from '../output/progress.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import { defaultDataDir, nodeConfig } from '../paths.ts';
import { type Verb, type VerbContext, verbGroup } from '../verb.ts';
import { unlocked, withNode } from '../with-node.ts';

type Client = ReturnType<typeof localClient>;

const statusVerb: Verb = {
  name: 'status',
  usage: '',
  summary: 'Show what was taught, how learning by itself stands, and why it learns or waits.',
  options: PASSPHRASE_FILE,
  examples: ['learn status'],
  run: (context) => withClient(context, async (client) => show(await client.learn.schedule(), context.json)),
};

const runVerb: Verb = {
  name: 'run',
  usage: '',
  summary: 'Learn everything that was taught now, whatever the schedule says.',
  options: {
    steps: { type: 'string', help: 'training steps, 1 to 2000 (default: 100)' },
    ...PASSPHRASE_FILE,
  },
  examples: ['learn run', 'learn run --steps 40 --json'],
  run: (context) => {
    const { options, json, signal } = context;
    const steps = options.steps === undefined ? undefined : whole('steps', options.steps, 1, 2_000);
    return withClient(context, async (client) => {
      const progress = new Progress(process.stderr);
      let run: LearningRun | undefined;
      try {
        const request = steps === undefined ? {} : { steps };
        for await (const event of await client.learn.train(request, { signal })) {
          if (event.type === 'stage') progress.update(STAGES[event.stage]);
          if (event.type === 'step')
            progress.update(
              `Learning: step ${event.step} of ${event.steps}, loss ${event.loss.toFixed(3)}, ${formatDuration(event.etaMs)} left`,
            );
          if (event.type === 'done') run = event.run;
        }
      } finally {
        progress.close();
      }
      signal.throwIfAborted();
      if (run === undefined) throw new LoamError('LEARNING_FAILED', 'Learning ended without a result.');
      process.stdout.write(json ? `${JSON.stringify(run)}\n` : runText(run));
      return EXIT_OK;
    });
  },
};

const scheduleVerb: Verb = {
  name: 'schedule',
  usage: '',
  summary: 'Show or change when the bot learns by itself. Sharing is asked for each time.',
  options: {
    ...PASSPHRASE_FILE,
    on: { type: 'boolean', help: 'learn by itself from now on' },
    off: { type: 'boolean', help: 'learn only when told to' },
    pause: { type: 'boolean', help: 'not for now; a run that the schedule began is paused' },
    resume: { type: 'boolean', help: 'go on after a pause' },
    'min-lessons': { type: 'string', help: 'new lessons from which on it learns, 1 to 1000' },
    'idle-minutes': { type: 'string', help: 'minutes that nobody must have used the computer, 0: no matter' },
    battery: { type: 'string', help: 'charge in percent from which on it learns on battery, or "never"' },
    hours: { type: 'string', help: 'time of day in which it learns, as 22:00-07:00, or "always"' },
    'max-load': { type: 'string', help: 'percent of the processor that other programs may be using' },
  },
  examples: ['learn schedule', 'learn schedule --on --hours 22:00-07:00 --battery never'],
  run: (context) => {
    const change = changeOf(context.options);
    return withClient(context, async (client) =>
      show(
        Object.keys(change).length === 0
          ? await client.learn.schedule()
          : await client.learn.setSchedule(change),
        context.json,
      ),
    );
  },
};

/** `loam learn`: what was taught, learning it now, and when the bot learns by itself. */
export const learnVerb: Verb = verbGroup({
  name: 'learn',
  summary: 'Learn what was taught, now or by a schedule.',
  subverbs: [statusVerb, runVerb, scheduleVerb],
});

const STAGES = {
  'asking-before': 'Asking the lessons before',
  training: 'Learning',
  'asking-after': 'Asking the lessons after',
} as const;

async function withClient(context: VerbContext, use: (client: Client) => Promise<number>): Promise<number> {
  const dataDir = String(context.options['data-dir'] ?? defaultDataDir(process.env, process.platform));
  const config = await unlocked(context, nodeConfig({ dataDir, host: 'terminal' }));
  return withNode(config, (node) => use(localClient(node)));
}

/** What the options change. @throws LoamError `USAGE` */
function changeOf(options: VerbContext['options']): LearningScheduleChange {
  const change: LearningScheduleChange = {};
  const rules: Partial<LearningRules> = {};
  if (options.on === true || options.off === true) change.enabled = either(options, 'on', 'off');
  if (options.pause === true || options.resume === true) change.paused = either(options, 'pause', 'resume');
  if (options['min-lessons'] !== undefined)
    change.minLessons = whole('min-lessons', options['min-lessons'], 1, 1_000);
  if (options['idle-minutes'] !== undefined)
    rules.idleMinutes = whole('idle-minutes', options['idle-minutes'], 0, 1_440);
  if (options.battery !== undefined)
    rules.batteryPercent = options.battery === 'never' ? null : whole('battery', options.battery, 0, 100);
  if (options.hours !== undefined) rules.hours = hours(options.hours);
  if (options['max-load'] !== undefined) rules.maxLoad = whole('max-load', options['max-load'], 0, 100) / 100;
  return Object.keys(rules).length === 0 ? change : { ...change, rules };
}

function either(options: VerbContext['options'], yes: string, no: string): boolean {
  if (options[yes] === true && options[no] === true)
    throw new LoamError('USAGE', `--${yes} and --${no} cannot be given together.`);
  return options[yes] === true;
}

function whole(name: string, value: string | boolean, least: number, most: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(String(value)) || number < least || number > most)
    throw new LoamError('USAGE', `--${name} takes a whole number from ${least} to ${most}, not '${value}'.`);
  return number;
}

function hours(value: string | boolean): LearningRules['hours'] {
  if (value === 'always') return null;
  const match = /^([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)$/.exec(String(value));
  if (match === null)
    throw new LoamError('USAGE', `--hours takes a time of day such as 22:00-07:00, not '${value}'.`);
  const [, fromHour, fromMinute, toHour, toMinute] = match.map(Number);
  return {
    from: (fromHour ?? 0) * 60 + (fromMinute ?? 0),
    to: (toHour ?? 0) * 60 + (toMinute ?? 0),
  };
}

function show(state: AutoLearning, json: boolean): number {
  process.stdout.write(json ? `${JSON.stringify(state)}\n` : `${stateText(state)}\n`);
  return EXIT_OK;
}

function stateText({ sentence, schedule, why, newLessons, update }: AutoLearning): string {
  const { rules, enabled, paused, minLessons } = schedule;
  const charge = rules.batteryPercent === null ? 'never' : `from ${rules.batteryPercent} % on`;
  return [
    sentence,
    `New lessons  ${newLessons}, it learns from ${minLessons} on`,
    `By itself    ${enabled ? (paused ? 'paused' : 'on') : 'off'}`,
    `Rest         ${rules.idleMinutes} minutes`,
    `On battery   ${charge}`,
    `Hours        ${rules.hours === null ? 'always' : `${clock(rules.hours.from)} to ${clock(rules.hours.to)}`}`,
    `Processor    below ${Math.round(rules.maxLoad * 100)} %`,
    `Right now    ${why}`,
    ...(update?.outcome == null ? [] : [`Last shared  ${update.outcome}`]),
  ].join('\n');
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function runText({ lessons, practiceItems, comparisons }: LearningRun): string {
  const answers = comparisons.map(
    ({ prompt, before, after }) => `${prompt}\n  before  ${before}\n  now     ${after}\n`,
  );
  return `Learned ${lessons} lessons and ${practiceItems} practice questions.\n${answers.join('')}`;
}
