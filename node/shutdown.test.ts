import { afterAll, expect, test } from 'vitest';
import { liveAndStop, type Scene, type Told } from './fixtures/live-and-stop.ts';
import { testPlace } from './fixtures/test-node.ts';

const place = testPlace();
afterAll(() => place.remove());

/** SIGTERM has 5 s (`node bench/shutdown.ts` measures it); here it is against hangs, also where eight others use the cores. */
const PATIENCE_MS = 30_000;

test('told to stop in the middle of anything, a node ends with 0, takes all its processes along and keeps what it told', async () => {
  const config = place.config('lives');
  const told: Told = { lessons: new Map(), messages: new Map(), chatId: undefined };
  let state = 11;
  const chance = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const scenes: Scene[] = ['idle', 'starting', 'answering', 'training', 'taking part', 'idle'];
  for (const scene of scenes) {
    const afterMs = chance() * (scene === 'starting' ? 1_500 : 400);
    const { code, leftOver, lost, lastWords } = await liveAndStop(config, told, {
      scene,
      afterMs,
      patienceMs: PATIENCE_MS,
    });
    // Before the first line of its program a process has nothing to end, and the signal alone ends it.
    const ended = scene === 'starting' && code === null ? 0 : code;
    const said = ended === 0 ? '' : lastWords;
    expect({ scene, code: ended, leftOver, lost, said }).toEqual({
      scene,
      code: 0,
      leftOver: [],
      lost: [],
      said: '',
    });
  }
  expect(told.lessons.size).toBe(3);
}, 240_000);
