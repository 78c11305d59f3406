import { expect, test } from 'vitest';
import { endOnAbort, isStream } from './end-on-abort.ts';

const same = (error: unknown) => error;

test('items pass in order, the end and errors too', async () => {
  async function* source() {
    yield 1;
    yield 2;
    throw new Error('x');
  }
  const seen: number[] = [];
  const read = async () => {
    for await (const n of endOnAbort(source(), undefined, () => new Error('mapped'))) seen.push(n);
  };
  await expect(read()).rejects.toThrow('mapped');
  expect(seen).toEqual([1, 2]);
});

test('an abort releases the reader at once, though the source hangs', async () => {
  const abort = new AbortController();
  async function* source() {
    yield 1;
    await new Promise(() => undefined);
  }
  const stream = endOnAbort(source(), abort.signal, same);
  expect(await stream.next()).toEqual({ done: false, value: 1 });
  const pending = stream.next();
  abort.abort();
  expect(await pending).toEqual({ done: true, value: undefined });
  expect((await stream.next()).done).toBe(true);
});

test('the source’s finally runs after leaving, after an abort, and after an abort that came before', async () => {
  let ended = 0;
  async function* source() {
    try {
      for (;;) yield 1;
    } finally {
      ended++;
    }
  }
  for await (const _ of endOnAbort(source(), undefined, same)) break;
  expect(ended).toBe(1);
  const abort = new AbortController();
  const stream = endOnAbort(source(), abort.signal, same);
  await stream.next();
  abort.abort();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(ended).toBe(2);
  const late = endOnAbort(source(), abort.signal, same);
  expect((await late.next()).done).toBe(true);
});

test('only streams are streams', () => {
  expect(isStream((async function* () {})())).toBe(true);
  for (const value of [null, undefined, 5, 'text', {}, [], { next: 1 }]) expect(isStream(value)).toBe(false);
});
