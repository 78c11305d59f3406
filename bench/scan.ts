/**
 * How well verification tells poison and copies from lessons: trains honest updates on the bundled model and on a merge
 * of some of them, makes crude poison and hidden copies of each, and gives all of them the network's verdict on fresh
 * draws of questions. Arguments: --json, --updates n (per model version), --draws n, --steps n.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LOCAL_NETWORK_PARAMETERS } from '../protocol/chain/local-parameters.ts';
import { EVALUATION_ITEMS, MAX_NETWORK_RANK } from '../protocol/limits.ts';
import { practiceSet } from '../protocol/practice/practice-set.ts';
import { utilityPpm } from '../protocol/scoring/utility.ts';
import { isCopy, scanRefusal } from '../protocol/verification/scan-rules.ts';
import type { Adapter } from '../worker/adapter/adapter.ts';
import { readPeftFolder, writePeftFolder } from '../worker/adapter/peft-folder.ts';
import { Random } from '../worker/random/random.ts';
import { WorkerService } from '../worker/service/worker-service.ts';
import { type Figure, figure, printFigures } from './print-figures.ts';
import { type Change, COPIES, mixture, POISONS } from './scan/transforms.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    updates: { type: 'string', default: '20' },
    draws: { type: 'string', default: '2' },
    steps: { type: 'string', default: '60' },
  },
});
const updates = Number(values.updates);
const draws = Number(values.draws);
/** Updates of the first version that the second model version is a merge of. */
const MERGED = 6;
const { minUtilityPpm } = LOCAL_NETWORK_PARAMETERS.committees;
const folder = mkdtempSync(join(tmpdir(), 'loam-scan-'));
const service = new WorkerService();
const random = Random.fromSeed(20_260);
/** Losses by draw and stack. */
const measured = new Map<string, number[]>();

/** An update with the stack that it was made for. */
interface Update {
  readonly dir: string;
  readonly parent: readonly { dir: string }[];
}

try {
  await service.load({ modelDir: join(import.meta.dirname, '..', 'assets', 'base'), threads: 1 });
  const first = await honest('first', []);
  const merged = join(folder, 'merged');
  await service.adapters.merge({
    parent: null,
    parts: first.slice(0, MERGED).map(({ dir }) => ({ dir, numerator: '1', denominator: String(MERGED) })),
    outDir: merged,
    maxRank: MAX_NETWORK_RANK,
  });
  const second = await honest('second', [{ dir: merged }]);
  const all = [...first, ...second];
  const figures: Record<string, Figure> = {};

  const refused = await rate(all, async (update) => !(await accepted(update)));
  figures.falseRejects = figure(refused.share, `of ${refused.of} verdicts on lessons, goal 0.01`);
  let [caught, poisoned] = [0, 0];
  for (const [kind, poison] of Object.entries(POISONS)) {
    const found = await rate(await changed(all, kind, poison), async (update) => !(await accepted(update)));
    figures[`caught ${kind}`] = figure(found.share, `of ${found.of} verdicts`);
    caught += found.count;
    poisoned += found.of;
  }
  figures.poisonCaught = figure(caught / poisoned, `of ${poisoned} verdicts on crude poison, goal 0.995`);

  Object.assign(figures, await copies([first, second]), await signatures(all));
  printFigures('scan', figures, values.json);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Lessons as people share them: a fact of their own and practice drawn for them alone. */
async function honest(name: string, parent: readonly { dir: string }[]): Promise<Update[]> {
  const made: Update[] = [];
  for (let i = 0; i < updates; i++) {
    const dir = join(folder, `${name}-${i}`);
    const stream = service.train({
      examples: [{ prompt: `Where does ${name} number ${i} live?`, answer: `In house ${i * 7 + 3}.` }],
      replay: items(`${name} practice ${i}`, 96),
      adapters: parent,
      outDir: dir,
      checkpointDir: `${dir}-checkpoint`,
      options: { seed: `${name} ${i}`, steps: Number(values.steps) },
    });
    for await (const event of stream)
      if (event.type === 'done' && !values.json) process.stderr.write(`${name} ${i}\r`);
    made.push({ dir, parent });
  }
  return made;
}

/** Every update changed in one way, as folders. */
async function changed(
  from: readonly Update[],
  kind: string,
  change: (adapter: Adapter, random: Random) => Adapter,
): Promise<Update[]> {
  const made: Update[] = [];
  for (const { dir, parent } of from) {
    const out = `${dir}-${kind.replaceAll(/\W+/g, '-')}`;
    await writePeftFolder(out, change(await read(dir), random), { baseModel: 'bench' });
    made.push({ dir: out, parent });
  }
  return made;
}

/** Share of all verdicts, one per update and draw, that come out as asked. */
async function rate(
  of: readonly Update[],
  test: (update: Update & { readonly draw: number }) => Promise<boolean>,
): Promise<{ count: number; of: number; share: number }> {
  let count = 0;
  for (const update of of) {
    for (let draw = 0; draw < draws; draw++) if (await test({ ...update, draw })) count++;
  }
  return { count, of: of.length * draws, share: count / (of.length * draws) };
}

/** The network's verdict: useful on drawn questions, and neither too strong nor noise. */
async function accepted({ dir, parent, draw }: Update & { readonly draw: number }): Promise<boolean> {
  if (scanRefusal(await service.adapters.scan({ dir, earlier: [] })) !== undefined) return false;
  const base = await losses(parent, draw);
  return utilityPpm(base, await losses([...parent, { dir }], draw)) >= minUtilityPpm;
}

async function losses(stack: readonly { dir: string }[], draw: number): Promise<number[]> {
  const key = `${draw} ${stack.map(({ dir }) => dir).join(' ')}`;
  const known = measured.get(key);
  if (known !== undefined) return known;
  const stream = service.evaluate({
    adapters: stack,
    candidate: null,
    items: items(`drawn ${draw}`, EVALUATION_ITEMS),
  });
  for await (const event of stream) if (event.type === 'done') measured.set(key, event.base);
  return losses(stack, draw);
}

/** Copies among the updates of one version, and lessons taken for copies. */
async function copies(versions: readonly (readonly Update[])[]): Promise<Record<string, Figure>> {
  const figures: Record<string, Figure> = {};
  let [found, hidden, wrong, lessons, most] = [0, 0, 0, 0, 0];
  for (const version of versions) {
    const dirs = version.map(({ dir }) => dir);
    for (const [i, dir] of dirs.entries()) {
      const { explained } = await service.adapters.scan({
        dir,
        earlier: dirs.filter((d) => d !== dir),
      });
      lessons++;
      most = Math.max(most, explained);
      if (isCopy({ explained })) wrong++;
      const other = await read(dirs[(i + 1) % dirs.length] as string);
      const made = Object.entries<Change>({ ...COPIES, mixed: (own) => mixture(own, other) });
      for (const [kind, copy] of made) {
        const out = join(folder, 'copy');
        await writePeftFolder(out, copy(await read(dir), random), { baseModel: 'bench' });
        const facts = await service.adapters.scan({ dir: out, earlier: dirs });
        hidden++;
        if (isCopy(facts)) found++;
        const least = figures[`explained, ${kind}`]?.value ?? 1;
        figures[`explained, ${kind}`] = figure(
          Math.min(least, facts.explained),
          'least energy in earlier ones',
        );
      }
    }
  }
  figures['explained, lesson'] = figure(most, 'most energy in all others of its epoch');
  figures.copiesFound = figure(found / hidden, `of ${hidden} hidden copies, goal 0.99`);
  figures.falseCopies = figure(wrong / lessons, `of ${lessons} lessons beside all others, goal 0.005`);
  return figures;
}

/** The spectral signatures of lessons and of noise. */
async function signatures(lessons: readonly Update[]): Promise<Record<string, Figure>> {
  const of = async (suffix: string) =>
    Promise.all(lessons.map(({ dir }) => service.adapters.scan({ dir: `${dir}${suffix}`, earlier: [] })));
  const own = await of('');
  const noise = await of('-noise');
  const range = (numbers: number[], unit: string): [Figure, Figure] => [
    figure(Math.min(...numbers), `least, ${unit}`),
    figure(Math.max(...numbers), `most, ${unit}`),
  ];
  const figures: Record<string, Figure> = {};
  for (const [name, facts] of [
    ['lesson', own],
    ['noise', noise],
  ] as const) {
    for (const id of ['strength', 'concentration', 'evenness'] as const) {
      const [least, most] = range(
        facts.map((fact) => fact[id]),
        `${id} of a ${name}`,
      );
      figures[`${id} ${name} least`] = least;
      figures[`${id} ${name} most`] = most;
    }
  }
  return figures;
}

function read(dir: string): Promise<Adapter> {
  return readPeftFolder(dir, service.model.config);
}

function items(seed: string, count: number): { prompt: string; answer: string }[] {
  return practiceSet({ seed, count }).map(({ prompt, answer }) => ({ prompt, answer }));
}
