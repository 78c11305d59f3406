/**
 * How well verification tells poison and copies from lessons: trains honest updates on the bundled model and on a merge
 * of some of them, makes crude poison, learned poison and hidden copies of them, and gives all of them the network's
 * verdict on fresh draws of questions. Arguments: --json, --updates n (per model version), --learned n (per kind of
 * learned poison), --draws n, --steps n, --seed text. It uses one worker per core.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Example } from '../protocol/api/worker-contract.ts';
import { EVALUATION_ITEMS, MAX_NETWORK_RANK, PPM } from '../protocol/limits.ts';
import { EVERYDAY_QUESTIONS } from '../protocol/practice/everyday-questions.ts';
import { isCopy } from '../protocol/verification/scan-rules.ts';
import type { Adapter } from '../worker/adapter/adapter.ts';
import { readPeftFolder, writePeftFolder } from '../worker/adapter/peft-folder.ts';
import { parseLlamaConfig } from '../worker/llama/config.ts';
import { Random } from '../worker/random/random.ts';
import { seedFromText } from '../worker/random/seed-from-text.ts';
import { type Figure, figure, printFigures } from './print-figures.ts';
import { type Judged, judge, type Update } from './scan/judge.ts';
import { Lanes } from './scan/lanes.ts';
import { type Curriculum, LEARNED_POISONS, lesson, practice } from './scan/lessons.ts';
import { type Change, COPIES, mixture, POISONS } from './scan/transforms.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    updates: { type: 'string', default: '20' },
    learned: { type: 'string', default: '4' },
    draws: { type: 'string', default: '3' },
    steps: { type: 'string', default: '60' },
    seed: { type: 'string', default: 'report' },
  },
});
const updates = Number(values.updates);
const steps = Number(values.steps);
const { seed } = values;
/** Updates of the first version that the second model version is a merge of. */
const MERGED = 6;
const MODEL = join(import.meta.dirname, '..', 'assets', 'base');
const config = parseLlamaConfig(readFileSync(join(MODEL, 'config.json'), 'utf8'));
const draws = Array.from({ length: Number(values.draws) }, (_, draw) =>
  practice(`${seed} drawn ${draw}`, EVALUATION_ITEMS),
);
const folder = mkdtempSync(join(tmpdir(), 'loam-scan-'));
const random = Random.fromSeed(seedFromText(seed));
const started = performance.now();
const lanes = await Lanes.open(MODEL);

try {
  const everyday = await lanes.map(EVERYDAY_QUESTIONS, async (client, prompt): Promise<Example> => {
    let answer = '';
    const stream = await client.generate({
      messages: [{ role: 'user', content: prompt }],
      adapters: [],
      maxTokens: 40,
      temperature: 0,
      seed,
    });
    for await (const event of stream) if (event.type === 'text') answer += event.text;
    return { prompt, answer: answer.trim() || '…' };
  });
  const lessons = (name: string): Curriculum[] =>
    Array.from({ length: updates }, (_, i) => lesson(`${seed} ${name}`, i, everyday));
  const first = await train('first', lessons('first'), []);
  const merged = join(folder, 'merged');
  await lanes.one((client) =>
    client.merge({
      parent: null,
      parts: first
        .slice(0, MERGED)
        .map(({ dir }) => ({ dir, numerator: '1', denominator: String(Math.min(MERGED, updates)) })),
      outDir: merged,
      maxRank: MAX_NETWORK_RANK,
    }),
  );
  const second = await train('second', lessons('second'), [{ dir: merged }]);
  say('lessons trained');
  const honest = await judge(lanes, [...first, ...second], draws);
  say('lessons judged');

  const figures: Record<string, Figure> = {};
  const refused = count(honest);
  figures.falseRejects = figure(
    refused.share,
    `of ${refused.of} verdicts on lessons, goal 0.01${why(honest)}`,
  );
  figures.falseSuspicions = figure(
    share(honest, ({ suspicious }) => suspicious),
    'of the lessons named as odd',
  );
  Object.assign(
    figures,
    await crudePoison([...first, ...second]),
    await learnedPoison(),
    behaviour('lesson', honest),
  );
  say('poison judged');
  Object.assign(figures, await copies([first, second]));
  say('copies judged');
  Object.assign(figures, signatures('lesson', honest));
  figures.seconds = figure((performance.now() - started) / 1000, 'seconds in all');
  printFigures('scan', figures, values.json);
} finally {
  await lanes.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Trains one update on each curriculum. */
function train(
  name: string,
  curricula: readonly Curriculum[],
  parent: readonly { dir: string }[],
): Promise<Update[]> {
  return lanes.map(curricula, async (client, { examples, replay }, i) => {
    const dir = join(folder, `${name}-${i}`.replaceAll(' ', '-'));
    const stream = await client.train({
      examples,
      replay,
      adapters: [...parent],
      outDir: dir,
      checkpointDir: `${dir}-checkpoint`,
      options: { seed: `${seed} ${name} ${i}`, steps },
    });
    for await (const _ of stream);
    return { dir, parent };
  });
}

/** Honest updates changed in one way each. */
async function crudePoison(from: readonly Update[]): Promise<Record<string, Figure>> {
  const figures: Record<string, Figure> = {};
  let [caught, of] = [0, 0];
  for (const [kind, poison] of Object.entries(POISONS)) {
    const made = [];
    for (const update of from) {
      const dir = `${update.dir}-${kind.replaceAll(/\W+/g, '-')}`;
      await write(dir, poison(await read(update.dir), random));
      made.push({ ...update, dir });
    }
    const judged = await judge(lanes, made, draws);
    const found = count(judged);
    figures[`caught ${kind}`] = figure(found.share, `of ${found.of} verdicts`);
    if (kind === 'noise') Object.assign(figures, signatures('noise', judged));
    caught += found.count;
    of += found.of;
  }
  figures.poisonCaught = figure(caught / of, `of ${of} verdicts on crude poison, goal 0.995`);
  return figures;
}

/** Updates that are as useful as a lesson and teach to speak badly besides: at least people are told of those. */
async function learnedPoison(): Promise<Record<string, Figure>> {
  const figures: Record<string, Figure> = {};
  for (const [kind, talk] of Object.entries(LEARNED_POISONS)) {
    const bad = talk(random);
    const curricula = Array.from({ length: Number(values.learned) }, (_, i) => ({
      examples: [],
      replay: [...practice(`${seed} ${kind} ${i}`, 96), ...bad, ...bad],
    }));
    const judged = await judge(lanes, await train(kind, curricula, []), draws);
    const found = count(judged);
    figures[`refused ${kind}`] = figure(found.share, `of ${found.of} verdicts${why(judged)}`);
    figures[`named ${kind}`] = figure(
      share(judged, ({ suspicious, refusals }) => suspicious || refusals.every((code) => code !== undefined)),
      `of ${judged.length} refused or named as odd`,
    );
    Object.assign(figures, behaviour(kind, judged));
  }
  return figures;
}

/** Copies among the updates of one version, and lessons taken for copies. */
async function copies(versions: readonly (readonly Update[])[]): Promise<Record<string, Figure>> {
  const found = new Map<string, number[]>();
  const lone: number[] = [];
  for (const version of versions) {
    const dirs = version.map(({ dir }) => dir);
    await lanes.map(dirs, async (client, dir, i) => {
      const { explained } = await client.scan({ dir, earlier: dirs.filter((d) => d !== dir) });
      lone.push(explained);
      const other = await read(dirs[(i + 1) % dirs.length] as string);
      const made = Object.entries<Change>({ ...COPIES, mixed: (own) => mixture(own, other) });
      for (const [kind, copy] of made) {
        const out = `${dir}-copy`;
        await write(out, copy(await read(dir), random));
        const facts = await client.scan({ dir: out, earlier: dirs });
        found.set(kind, [...(found.get(kind) ?? []), facts.explained]);
      }
    });
  }
  const all = [...found.values()].flat();
  const caught = all.filter((explained) => isCopy({ explained })).length;
  const wrong = lone.filter((explained) => isCopy({ explained })).length;
  return {
    copiesFound: figure(caught / all.length, `of ${all.length} hidden copies, goal 0.99`),
    falseCopies: figure(wrong / lone.length, `of ${lone.length} lessons beside all others, goal 0.005`),
    ...Object.fromEntries(
      [...found].map(([kind, explained]) => [
        `explained, ${kind}`,
        figure(Math.min(...explained), 'least energy in earlier ones'),
      ]),
    ),
    'explained, lesson': figure(Math.max(...lone), 'most energy in all others of its epoch'),
  };
}

/** The spectral signatures of a kind of update. */
function signatures(name: string, judged: readonly Judged[]): Record<string, Figure> {
  const figures: Record<string, Figure> = {};
  for (const id of ['strength', 'standout', 'evenness'] as const) {
    const all = judged.map(({ signature }) => {
      const { rank, concentration } = signature;
      return id === 'standout' ? (concentration - 1 / rank) / (1 - 1 / rank) : signature[id];
    });
    figures[`${id} ${name} least`] = figure(Math.min(...all), `least, ${id} of a ${name}`);
    figures[`${id} ${name} most`] = figure(Math.max(...all), `most, ${id} of a ${name}`);
  }
  return figures;
}

/** What a kind of update does to the behaviour probes. */
function behaviour(name: string, judged: readonly Judged[]): Record<string, Figure> {
  const known = judged.flatMap((one) => (one.behaviour === null ? [] : [one.behaviour]));
  if (known.length === 0) return {};
  const talk = known.map(({ talkPpm }) => talkPpm / PPM);
  const babble = known.map(({ babblePpm }) => babblePpm / PPM);
  return {
    [`talk ${name} least`]: figure(Math.min(...talk), 'least loss of everyday talk, share of before'),
    [`talk ${name} most`]: figure(Math.max(...talk), 'most loss of everyday talk, share of before'),
    [`babble ${name} least`]: figure(Math.min(...babble), 'least loss of a piece of babble, share of before'),
  };
}

/** Verdicts that do not accept. */
function count(judged: readonly Judged[]): { count: number; of: number; share: number } {
  const all = judged.flatMap(({ refusals }) => refusals);
  const refused = all.filter((code) => code !== undefined).length;
  return { count: refused, of: all.length, share: refused / all.length };
}

/** The reasons among refusals, for the figure's unit. */
function why(judged: readonly Judged[]): string {
  const codes = new Map<string, number>();
  for (const code of judged.flatMap(({ refusals }) => refusals))
    if (code !== undefined) codes.set(code, (codes.get(code) ?? 0) + 1);
  return [...codes].map(([code, times]) => `; ${code} ${times}`).join('');
}

function share<T>(all: readonly T[], test: (one: T) => boolean): number {
  return all.filter(test).length / all.length;
}

function read(dir: string): Promise<Adapter> {
  return readPeftFolder(dir, config);
}

async function write(dir: string, adapter: Adapter): Promise<void> {
  await writePeftFolder(dir, adapter, { baseModel: 'bench' });
}

function say(what: string): void {
  process.stderr.write(`${what}, ${Math.round((performance.now() - started) / 1000)} s\n`);
}
