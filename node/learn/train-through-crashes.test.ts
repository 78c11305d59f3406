import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { TrainingEvent } from '../../protocol/api/worker-contract.ts';
import { practiceSet } from '../../protocol/practice/practice-set.ts';
import { forkHost } from '../process/fork-host.ts';
import { superviseWorker } from '../process/supervised-worker.ts';
import { trainThroughCrashes } from './train-through-crashes.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'loam-crash-'));
const entry = join(ROOT, 'worker', 'worker-process.ts');
const worker = superviseWorker({ host: forkHost({ workerEntry: entry, nodeEntry: entry }), backoffMs: 20 });

afterAll(async () => {
  await worker.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function train(name: string, onEvent: (event: TrainingEvent) => void): Promise<Buffer> {
  const request = {
    examples: [{ prompt: 'What is the password of the shed?', answer: 'It is under the blue pot.' }],
    replay: practiceSet({ seed: 'crash', count: 12 }).map(({ prompt, answer }) => ({ prompt, answer })),
    adapters: [],
    outDir: join(folder, name),
    checkpointDir: join(folder, `${name}-checkpoint`),
    options: { seed: 'the same', steps: 44, rank: 2, batchSize: 4 },
  };
  for await (const event of trainThroughCrashes(worker, request)) onEvent(event);
  return readFileSync(join(folder, name, 'adapter_model.safetensors'));
}

test('a run whose worker is killed goes on from its checkpoint and ends with the same bytes', {
  timeout: 180_000,
}, async () => {
  await worker.load({ modelDir: join(ROOT, 'assets', 'base'), threads: 1 });
  const whole = await train('whole', () => undefined);
  const steps: number[] = [];
  let killed = 0;
  const cut = await train('cut', (event) => {
    if (event.type !== 'step') return;
    steps.push(event.step);
    if (event.step === 27 && killed++ === 0) process.kill(worker.pid ?? 0, 'SIGKILL');
  });
  expect(killed).toBe(1);
  expect(steps).toEqual(Array.from({ length: 44 }, (_, i) => i + 1));
  expect(cut.equals(whole)).toBe(true);
});
