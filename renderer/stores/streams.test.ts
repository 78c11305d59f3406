import { implement } from '@orpc/server';
import { expect, test } from 'vitest';
import { DEFAULT_CHAT_SETTINGS, type Message } from '../../protocol/api/chat-schemas.ts';
import { connectContract } from '../../protocol/api/connect-contract.ts';
import type { LearningProgress } from '../../protocol/api/learn-schemas.ts';
import type { MessagePortLike } from '../../protocol/api/message-port.ts';
import { nodeContract } from '../../protocol/api/node-contract.ts';
import { serveRouter } from '../../protocol/api/serve-router.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { createChatStore } from './chat-store.ts';
import { createLearnStore } from './learn-store.ts';

const WITHIN = { timeout: 10_000 };
const os = implement(nodeContract);
const chat = {
  id: 'chat-0001',
  title: '',
  createdAt: 1,
  updatedAt: 1,
  settings: DEFAULT_CHAT_SETTINGS,
  messageCount: 0,
};
const question: Message = {
  id: 'question-1',
  chatId: chat.id,
  role: 'user',
  text: 'Hi',
  createdAt: 1,
  reason: null,
  parentId: null,
  alternatives: ['question-1'],
  stats: null,
  edited: false,
  rating: null,
  adapters: [],
  model: '',
  lessonId: null,
};

const PROGRESS: LearningProgress = {
  runId: 'run-00001',
  state: 'running',
  pausedBy: null,
  stage: 'training',
  step: 3,
  steps: 9,
  savedStep: 0,
  etaMs: 5,
  curve: [],
};

/** A node that talks without end, or fails as told, and notes when its reader left. */
function connectNode(failure?: LoamError) {
  const left = { answer: false, training: false };
  const forever = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
  const router = {
    chat: {
      list: os.chat.list.handler(() => [chat]),
      create: os.chat.create.handler(() => chat),
      send: os.chat.send.handler(async function* ({ signal }) {
        yield {
          type: 'started',
          question,
          answerId: 'answer-01',
          answer: { ...question, id: 'answer-01', role: 'assistant', text: '', parentId: question.id },
        };
        if (failure !== undefined) throw failure;
        yield { type: 'text', text: 'Once ', at: 1 };
        await forever(signal);
        left.answer = true;
      }),
    },
    learn: {
      lessons: os.learn.lessons.handler(() => []),
      runs: os.learn.runs.handler(() => []),
      current: os.learn.current.handler(() => (left.training ? null : PROGRESS)),
      schedule: os.learn.schedule.handler(() => {
        throw new LoamError('AWAY', 'The node is away.');
      }),
      start: os.learn.start.handler(() => PROGRESS),
      cancel: os.learn.cancel.handler(() => {
        left.training = true;
        return {};
      }),
      watch: os.learn.watch.handler(async function* () {
        yield { type: 'standing', progress: PROGRESS };
        while (!left.training) await new Promise((resolve) => setTimeout(resolve, 5));
      }),
    },
  };
  const { port1, port2 } = new MessageChannel();
  serveRouter(router, port1 as MessagePortLike);
  const client = connectContract(nodeContract, port2 as MessagePortLike);
  return { client, left, close: () => port1.close() };
}

test('Stop ends an answer at once, keeps what was said, and the node hears of it', async () => {
  const { client, left, close } = connectNode();
  const store = createChatStore(client);
  const sending = store.getState().send('Hi');
  await expect.poll(() => store.getState().messages.at(-1)?.text, WITHIN).toBe('Once ');
  expect(store.getState().streaming).toEqual({ chatId: chat.id, answerId: 'answer-01', tokenAt: 1 });
  store.getState().stop();
  expect(store.getState().streaming).toBeNull();
  expect(store.getState().messages.at(-1)).toMatchObject({ text: 'Once ', reason: 'cancelled' });
  await sending;
  await expect.poll(() => left.answer, WITHIN).toBe(true);
  expect(store.getState().error).toBeNull();
  close();
});

test('an answer that fails says why, with what can be done, and can be asked again', async () => {
  const { client, close } = connectNode(
    new LoamError('MODEL_FAILED', 'The model file is damaged.', { hint: 'Run the set-up again.' }),
  );
  const store = createChatStore(client);
  await store.getState().send('Hi');
  expect(store.getState()).toMatchObject({ streaming: null, failedText: 'Hi' });
  expect(store.getState().error).toMatchObject({ code: 'MODEL_FAILED', hint: 'Run the set-up again.' });
  expect(store.getState().messages.at(-1)?.reason).toBe('failed');
  close();
});

test('a run is followed whoever began it, and giving it up ends it in the node', async () => {
  const { client, left, close } = connectNode();
  const store = createLearnStore(client);
  await store.getState().learn();
  await expect.poll(() => store.getState().live?.stage, WITHIN).toBe('training');
  await store.getState().cancel();
  await expect.poll(() => store.getState().live, WITHIN).toBeNull();
  expect(left.training).toBe(true);
  expect(store.getState().learnError).toBeNull();
  close();
});
