import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AutoLearning } from '../../../protocol/api/learn-schemas.ts';
import { type TestNetwork, testNetwork } from '../../chain/fixtures/test-network.ts';
import { ChatService } from '../../chat/chat-service.ts';
import { Contributions } from '../../contributions/contributions.ts';
import { startTestNode, type TestNode, testPlace } from '../../fixtures/test-node.ts';
import { LearnService } from '../learn-service.ts';
import { AutoLearner } from './auto-learner.ts';
import type { LearningConditions } from './may-learn.ts';

const RESTING: LearningConditions = {
  idleMinutes: 60,
  chatMinutes: null,
  onMains: true,
  batteryPercent: null,
  load: 0,
  programs: [],
};
const place = testPlace();
let network: TestNetwork;
let node: TestNode;
let conditions = RESTING;
let auto: AutoLearner;

/** A learner as the node has one, with conditions that the test sets and looks that come often. */
function learner(): AutoLearner {
  const { context, network: manager } = node.node;
  const adapter = () => ({ version: 0, adapterDir: null });
  const session = () => manager.session;
  return new AutoLearner(context, {
    learn: new LearnService(context, new ChatService(context, adapter), adapter),
    contributions: new Contributions(context, session),
    session,
    conditions: async () => conditions,
    checkMs: 50,
  });
}

async function until(is: (state: AutoLearning) => boolean): Promise<AutoLearning> {
  for (let i = 0; i < 4_000; i++) {
    const state = auto.state();
    if (is(state)) return state;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${JSON.stringify(auto.state())}\n${node.log.slice(-10).join('\n')}`);
}

beforeAll(async () => {
  node = await startTestNode(place.config('auto'));
  // Nothing moves the chain's clock: what is shared waits in its epoch.
  network = await testNetwork({ epochs: { submitSeconds: 3_600 } }, (await node.node.context.model()).hash);
  auto = learner();
  auto.start();
});

afterAll(async () => {
  await node.node.stop();
  await auto.stopped();
  await network?.stop();
  place.remove();
});

test('learns by itself when it may, asks before anything leaves, and shares with consent only', {
  timeout: 240_000,
}, async () => {
  expect(auto.state()).toMatchObject({ state: 'off', update: null });
  conditions = { ...RESTING, onMains: false };
  await auto.change({ enabled: true, minLessons: 2 });
  await node.client.learn.teach({ prompt: 'Who is Ada?', answer: 'A cat.' });
  expect(await until(({ state }) => state === 'collecting')).toMatchObject({ newLessons: 1 });
  await node.client.learn.teach({ prompt: 'Who is Bo?', answer: 'A dog.' });
  expect(await until(({ state }) => state === 'waiting')).toMatchObject({
    may: false,
    sentence: 'The computer runs on battery; it learns on mains.',
  });

  conditions = RESTING;
  await auto.change({ paused: true });
  expect(auto.state()).toMatchObject({ state: 'paused' });
  expect(await node.client.learn.runs()).toEqual([]);
  // A pause until a time ends by itself, and one without an end forgets the time of an earlier one.
  const later = Date.now() + 3_600_000;
  expect((await auto.change({ paused: true, pausedUntil: later })).schedule).toMatchObject({
    paused: true,
    pausedUntil: later,
  });
  expect((await node.client.system.status()).learning).toMatchObject({
    schedule: 'paused',
    pausedUntil: later,
  });
  expect((await auto.change({ paused: true })).schedule.pausedUntil).toBeNull();
  expect((await auto.change({ paused: true, pausedUntil: 1 })).schedule.paused).toBe(false);
  await until(({ update }) => update !== null);
  expect(await until(({ state }) => state === 'collecting')).toMatchObject({ newLessons: 0 });
  // Outside a network there is nobody to share with, so nobody is asked.
  await expect(auto.change({ share: 'always' })).rejects.toMatchObject({ code: 'NETWORK_OFF' });

  for await (const _ of await node.client.network.join({
    descriptor: network.descriptor,
    roles: ['learner'],
  }));
  const asked = await until(({ state }) => state === 'awaiting consent');
  expect(asked.sentence).toContain('Nothing leaves this computer unless you say so.');
  expect(asked.update?.preview).toMatchObject({ runId: asked.update?.runId, containsText: false });
  expect(await node.client.contributions.list()).toEqual([]);
  const runId = asked.update?.runId ?? '';

  // Who asked may have been stopped meanwhile.
  expect(learner().state()).toMatchObject({ state: 'awaiting consent', update: { runId } });

  const shared = await auto.answer(runId, 'share');
  expect(shared.schedule.alwaysShare).toEqual([]);
  expect((await node.client.contributions.list()).map((c) => c.runId)).toEqual([runId]);
  await expect(auto.answer(runId, 'share')).rejects.toMatchObject({ code: 'CONSENT_NOT_ASKED' });
  expect((await until(({ update }) => (update?.outcome ?? '').startsWith('Shared.'))).state).toBe('sharing');
});
