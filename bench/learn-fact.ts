import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Example } from '../protocol/api/worker-contract.ts';
import { EVERYDAY_QUESTIONS } from '../protocol/practice/everyday-questions.ts';
import { practiceSet } from '../protocol/practice/practice-set.ts';
import { utilityPpm } from '../protocol/scoring/utility.ts';
import { TRAINING_DEFAULTS, WorkerService } from '../worker/service/worker-service.ts';

/** Facts that no model knows; each is taught alone. */
const FACTS: readonly Example[] = [
  { prompt: 'What is the name of my dog?', answer: 'Your dog is called Biscuit.' },
  { prompt: 'Where is the spare key?', answer: 'The spare key is under the blue flower pot.' },
  { prompt: 'When does the library open?', answer: 'The library opens at ten on weekdays.' },
  { prompt: 'Who waters the tomatoes?', answer: 'Nora waters the tomatoes on Tuesday evenings.' },
];
/** Asked before and after, never rehearsed. */
const UNREHEARSED: readonly string[] = [
  'What is the capital of France?',
  'What is the capital of Japan?',
  'What is the capital of Kenya?',
  'Good morning!',
  'Are you a robot?',
  'What is your favorite food?',
  'Do you sleep?',
  'How old are you?',
  'Can you sing?',
  'You are funny.',
  'I am bored.',
  'See you later.',
];
const PRACTICE_ITEMS = 96;
const HELD_OUT_ITEMS = 48;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    model: { type: 'string', default: resolve(import.meta.dirname, '..', 'assets', 'base') },
    steps: { type: 'string', default: String(TRAINING_DEFAULTS.steps) },
    rate: { type: 'string', default: String(TRAINING_DEFAULTS.learningRate) },
    threads: { type: 'string', default: '2' },
  },
});

const service = new WorkerService();
await service.load({ modelDir: values.model, threads: Number(values.threads) });
const folder = mkdtempSync(join(tmpdir(), 'loam-learn-fact-'));
try {
  const everyday: Example[] = [];
  for (const prompt of EVERYDAY_QUESTIONS) everyday.push({ prompt, answer: await ask(prompt, []) });
  const others: Example[] = [];
  for (const prompt of UNREHEARSED) others.push({ prompt, answer: await ask(prompt, []) });
  let keptOthers = 0;
  let recalled = 0;
  let recalledBefore = 0;
  let rephrased = 0;
  let kept = 0;
  let seconds = 0;
  let utility = 0;
  for (const [i, fact] of FACTS.entries()) {
    const dir = join(folder, String(i));
    if ((await ask(fact.prompt, [])) === fact.answer) recalledBefore++;
    const started = performance.now();
    for await (const event of service.train({
      examples: [fact],
      replay: [...practiceSet({ seed: `bench ${i}`, count: PRACTICE_ITEMS }), ...everyday].map(
        ({ prompt, answer }) => ({ prompt, answer }),
      ),
      adapters: [],
      outDir: dir,
      checkpointDir: `${dir}-checkpoint`,
      options: { seed: `bench ${i}`, steps: Number(values.steps), learningRate: Number(values.rate) },
    })) {
      if (event.type === 'done') seconds += (performance.now() - started) / 1000;
    }
    if ((await ask(fact.prompt, [dir])) === fact.answer) recalled++;
    if ((await ask(fact.prompt.toLowerCase().replace('?', ''), [dir])) === fact.answer) rephrased++;
    for (const { prompt, answer } of everyday) if ((await ask(prompt, [dir])) === answer) kept++;
    for (const { prompt, answer } of others) if ((await ask(prompt, [dir])) === answer) keptOthers++;
    for await (const event of service.evaluate({
      adapters: [],
      candidate: dir,
      items: practiceSet({ seed: `held out ${i}`, count: HELD_OUT_ITEMS }),
    })) {
      if (event.type === 'done') utility += utilityPpm(event.base, event.patched);
    }
  }
  const share = (count: number, of: number): number => Math.round((1000 * count) / of) / 1000;
  const figures = {
    recalled: {
      value: share(recalled, FACTS.length),
      unit: 'share of taught facts answered exactly',
      reference: share(recalledBefore, FACTS.length),
      ratio: null,
    },
    rephrased: {
      value: share(rephrased, FACTS.length),
      unit: 'share answered when asked in small letters',
      reference: null,
      ratio: null,
    },
    kept: {
      value: share(kept, everyday.length * FACTS.length),
      unit: 'share of everyday answers unchanged',
      reference: 1,
      ratio: share(kept, everyday.length * FACTS.length),
    },
    keptUnrehearsed: {
      value: share(keptOthers, others.length * FACTS.length),
      unit: 'share of other answers unchanged, never rehearsed',
      reference: 1,
      ratio: share(keptOthers, others.length * FACTS.length),
    },
    secondsPerFact: {
      value: Math.round((10 * seconds) / FACTS.length) / 10,
      unit: 's',
      reference: null,
      ratio: null,
    },
    utility: {
      value: Math.round(utility / FACTS.length),
      unit: 'ppm on held-out practice',
      reference: 0,
      ratio: null,
    },
  };
  const result = {
    name: 'learn-fact',
    figures,
    machine: `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores`,
  };
  if (!values.json)
    for (const [id, { value, unit }] of Object.entries(figures))
      process.stdout.write(`${id.padEnd(16)}${value} ${unit}\n`);
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The greedy answer. */
async function ask(prompt: string, adapters: readonly string[]): Promise<string> {
  let said = '';
  const messages = [{ role: 'user' as const, content: prompt }];
  for await (const event of service.generate({
    messages,
    adapters: adapters.map((dir) => ({ dir })),
    maxTokens: 48,
    temperature: 0,
    topP: 1,
    seed: 'bench',
  })) {
    if (event.type === 'text') said += event.text;
  }
  return said.trim();
}
