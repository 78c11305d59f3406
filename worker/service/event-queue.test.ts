import { expect, test } from 'vitest';
import { streamOf } from './event-queue.ts';
import { collect } from './fixtures/service-for-test.ts';
import { MAX_BUFFERED_EVENTS } from './limits.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('passes every event on, in order, however fast either side is', async () => {
  const stream = streamOf<number>(async (emit) => {
    emit(1);
    emit(2);
    await tick();
    emit(3);
    await tick();
    await tick();
    emit(4);
  });
  const got: number[] = [];
  for await (const n of stream) {
    got.push(n);
    if (n === 2) for (let i = 0; i < 5; i++) await tick();
  }
  expect(got).toEqual([1, 2, 3, 4]);
});

test('a reader that leaves ends the work, and only then is the stream over', async () => {
  const seen: string[] = [];
  const stream = streamOf<number>(async (emit, signal) => {
    emit(1);
    while (!signal.aborted) await tick();
    await tick();
    seen.push('work ended');
  });
  for await (const n of stream) if (n === 1) break;
  seen.push('left');
  expect(seen).toEqual(['work ended', 'left']);
});

test('an outer signal ends the work too', async () => {
  const outer = new AbortController();
  const stream = streamOf<number>(async (emit, signal) => {
    emit(1);
    while (!signal.aborted) await tick();
  }, outer.signal);
  const got: number[] = [];
  for await (const n of stream) {
    got.push(n);
    outer.abort();
  }
  expect(got).toEqual([1]);
});

test('events before an error come first, then the error', async () => {
  const stream = streamOf<number>(async (emit) => {
    emit(1);
    await tick();
    emit(2);
    throw new RangeError('broken');
  });
  const got: number[] = [];
  await expect(async () => {
    for await (const n of stream) got.push(n);
  }).rejects.toThrow(RangeError);
  expect(got).toEqual([1, 2]);
});

test('an error after the reader left reaches nobody', async () => {
  const stream = streamOf<number>(async (emit, signal) => {
    emit(1);
    while (!signal.aborted) await tick();
    throw new Error('nobody hears this');
  });
  for await (const n of stream) if (n === 1) break;
  await tick();
});

test('a reader that never comes back costs a bounded amount of memory', async () => {
  const stream = streamOf<number>(async (emit) => {
    for (let i = 0; i < MAX_BUFFERED_EVENTS + 5; i++) emit(i);
  });
  const got = await collect(stream);
  expect(got).toHaveLength(MAX_BUFFERED_EVENTS);
  expect(got.at(-1)).toBe(MAX_BUFFERED_EVENTS + 4);
});
