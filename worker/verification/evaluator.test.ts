import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { hashedWeights, TINY_CONFIG } from '../llama/tiny-model.ts';
import { Evaluator, toMicroNats } from './evaluator.ts';
import { computeVector, vectorAdapter, vectorItems } from './fixtures/vector.ts';
import { MAX_LOSS_MICRO_NATS } from './limits.ts';
import { profileHash, VERIFICATION_PROFILE, wasmRuntimeHash } from './verification-profile.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
/** What every machine must compute. A change of any number is a change of the protocol. */
const vector = JSON.parse(readFileSync(join(FIXTURES, 'vector.json'), 'utf8'));

const evaluator = await Evaluator.open(TINY_CONFIG, hashedWeights(TINY_CONFIG));
afterAll(() => evaluator.close());

test('gives the committed losses, profile and digest', async () => {
  expect(await computeVector()).toEqual(vector);
});

test('gives the same in a process of its own', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(FIXTURES, 'print-vector.ts')]);
  expect(JSON.parse(stdout)).toEqual(vector);
});

test('an item’s loss does not depend on the items around it', async () => {
  const adapter = vectorAdapter(1 / 2);
  const backwards = await evaluator.losses([...vectorItems].reverse(), adapter);
  expect(backwards.reverse()).toEqual(vector.patched);
  const [third] = await evaluator.losses(vectorItems.slice(2, 3), adapter);
  expect(third).toBe(vector.patched[2]);
});

test('an adapter that breaks the arithmetic gets the highest loss, every time', async () => {
  const broken = vectorAdapter(2 ** 100);
  const losses = await evaluator.losses(vectorItems, broken);
  expect(losses).toEqual(vectorItems.map(() => MAX_LOSS_MICRO_NATS));
  // And the session is as good as before.
  expect(await evaluator.losses(vectorItems, new Map())).toEqual(vector.base);
});

test('losses become whole micro-nats within the limit, whatever they are', () => {
  expect(toMicroNats(1.2345678)).toBe(1_234_568);
  expect(toMicroNats(Number.NaN)).toBe(MAX_LOSS_MICRO_NATS);
  expect(toMicroNats(Number.POSITIVE_INFINITY)).toBe(MAX_LOSS_MICRO_NATS);
  expect(toMicroNats(Number.NEGATIVE_INFINITY)).toBe(0);
  expect(Object.is(toMicroNats(-1e-9), -0)).toBe(false);
  fc.assert(
    fc.property(fc.double(), (nats) => {
      const micro = toMicroNats(nats);
      expect(Number.isInteger(micro) && micro >= 0 && micro <= MAX_LOSS_MICRO_NATS).toBe(true);
    }),
  );
});

test.each([
  ['without an answer', { ids: [1, 2, 3], answer: [false, false, false] }],
  ['whose only answer is the first token', { ids: [1, 2, 3], answer: [true, false, false] }],
  ['of one token', { ids: [1], answer: [true] }],
  ['with marks missing', { ids: [1, 2, 3], answer: [false, true] }],
])('an item %s is refused', async (_what, item) => {
  await expect(evaluator.losses([item], new Map())).rejects.toMatchObject({ code: 'EVALUATION_ITEM' });
});

test('stops between items when asked to', async () => {
  const stop = new AbortController();
  let done = 0;
  const losses = evaluator.losses(vectorItems, new Map(), {
    signal: stop.signal,
    onItem: () => {
      if (++done === 3) stop.abort(new Error('enough'));
    },
  });
  await expect(losses).rejects.toThrow('enough');
  expect(done).toBe(3);
});

test('the profile changes with one bit of the graph, and names the runtime’s bytes', async () => {
  const graph = Uint8Array.from([1, 2, 3, 4]);
  const other = Uint8Array.from([1, 2, 3, 5]);
  expect(profileHash(graph)).toBe(profileHash(Uint8Array.from(graph)));
  expect(profileHash(other)).not.toBe(profileHash(graph));
  expect(wasmRuntimeHash()).toMatch(/^[0-9a-f]{64}$/);
  expect(VERIFICATION_PROFILE).toMatchObject({ threads: 1, prepacking: false });

  // One weight of one bit more is another model and so another profile.
  const weights = new Map([...hashedWeights(TINY_CONFIG)].map(([name, data]) => [name, data.slice()]));
  const last = [...weights.values()].at(-1);
  if (last !== undefined) last[0] = (last[0] ?? 0) + 2 ** -20;
  const changed = await Evaluator.open(TINY_CONFIG, weights);
  expect(changed.profile).not.toBe(vector.profile);
  await changed.close();
});
