import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ChangeHub } from './change-hub.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Counts what one reader sees until it is stopped. */
function reader(hub: ChangeHub, minIntervalMs = 0) {
  const stop = new AbortController();
  const state = { seen: 0 };
  const ended = (async () => {
    for await (const _ of hub.changes(stop.signal, minIntervalMs)) state.seen++;
  })();
  return { state, stop: () => stop.abort(), ended };
}

test('yields once at the start and once per change that was waited for', async () => {
  const hub = new ChangeHub();
  const r = reader(hub);
  await tick();
  expect(r.state.seen).toBe(1);
  hub.notify();
  await tick();
  expect(r.state.seen).toBe(2);
  r.stop();
  await r.ended;
});

test('many changes between two reads are one', async () => {
  const hub = new ChangeHub();
  const r = reader(hub);
  await tick();
  for (let i = 0; i < 50; i++) hub.notify();
  await tick();
  expect(r.state.seen).toBe(2);
  r.stop();
  await r.ended;
});

test('keeps the interval and still shows the last change', async () => {
  const hub = new ChangeHub();
  const r = reader(hub, 40);
  await tick();
  hub.notify();
  hub.notify();
  await tick();
  expect(r.state.seen).toBe(1);
  await pause(70);
  expect(r.state.seen).toBe(2);
  r.stop();
  await r.ended;
});

test('ends at once when aborted, before, while waiting, and within the interval', async () => {
  const hub = new ChangeHub();
  const aborted = hub.changes(AbortSignal.abort());
  expect((await aborted.next()).done).toBe(true);
  const waiting = reader(hub);
  const paused = reader(hub, 60_000);
  await tick();
  hub.notify();
  await tick();
  waiting.stop();
  paused.stop();
  await Promise.all([waiting.ended, paused.ended]);
  expect(paused.state.seen).toBe(1);
});

test('no reader ever misses the newest state', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('change', 'tick', 'join'), { minLength: 1, maxLength: 40 }),
      async (actions) => {
        const hub = new ChangeHub();
        let value = 0;
        const stop = new AbortController();
        const latest: number[] = [];
        const readers: Promise<void>[] = [];
        const join = (): void => {
          const id = latest.push(-1) - 1;
          readers.push(
            (async () => {
              for await (const _ of hub.changes(stop.signal)) {
                const now = value;
                // What a reader does takes time; changes come meanwhile.
                await tick();
                latest[id] = now;
              }
            })(),
          );
        };
        join();
        for (const action of actions) {
          if (action === 'tick') await tick();
          else if (action === 'join') join();
          else {
            value++;
            hub.notify();
          }
        }
        for (let i = 0; i < 6; i++) await tick();
        expect(latest).toEqual(latest.map(() => value));
        stop.abort();
        await Promise.all(readers);
      },
    ),
    { numRuns: 60 },
  );
});
