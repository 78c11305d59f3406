import { expect, test } from 'vitest';
import { BaseLosses } from './base-losses.ts';
import { vectorAdapter, vectorItems } from './fixtures/vector.ts';

test('computes once for the same questions over the same adapter, and again for anything else', async () => {
  const memory = new BaseLosses();
  let runs = 0;
  const ask = async (items = vectorItems, stack = vectorAdapter(1 / 2)) => {
    const { losses } = await memory.of(items, stack, async () => [++runs]);
    // What a caller does to its answer changes nothing for the next one.
    return losses.splice(0);
  };
  expect([await ask(), await ask()]).toEqual([[1], [1]]);
  expect(await ask(vectorItems.slice(1))).toEqual([2]);
  expect(await ask()).toEqual([3]);
  expect(await ask(vectorItems, vectorAdapter(1 / 4))).toEqual([4]);
  expect(await ask(vectorItems, new Map())).toEqual([5]);
  const fails = memory.of(vectorItems, vectorAdapter(2), () => Promise.reject(new Error('cut off')));
  await expect(fails).rejects.toThrow('cut off');
  expect(await ask(vectorItems, vectorAdapter(2))).toEqual([6]);
});
