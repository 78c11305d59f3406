import { expect, test } from 'vitest';
import type { Message } from '../../protocol/api/chat-schemas.ts';
import type { Contribution } from '../../protocol/api/learn-schemas.ts';
import type { Status } from '../../protocol/api/network-schemas.ts';
import { emptyRun, withAuditEvent } from './audit-store.ts';
import { endedAs, withAnswerEvent } from './chat-messages.ts';
import { withLearnEvent } from './learn-store.ts';
import { withStep } from './network-store.ts';
import { DEFAULT_PREFERENCES } from './preferences.ts';
import { withContribution } from './share-store.ts';
import { createSystemStore, withStatus } from './system-store.ts';
import { createUiStore, viewFrom } from './ui-store.ts';

const question: Message = {
  id: 'question-1',
  chatId: 'chat-0001',
  role: 'user',
  text: 'Hello',
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

test('an answer grows word by word and ends as the node has it', () => {
  const answer: Message = { ...question, id: 'answer-01', role: 'assistant', text: '' };
  let messages = withAnswerEvent([], { type: 'started', question, answerId: 'answer-01', answer });
  for (const text of ['Good ', 'day']) messages = withAnswerEvent(messages, { type: 'text', text, at: 1 });
  expect(messages.map(({ role, text, reason }) => [role, text, reason])).toEqual([
    ['user', 'Hello', null],
    ['assistant', 'Good day', null],
  ]);
  const ended: Message = { ...answer, text: 'Good day.', reason: 'stop' };
  expect(withAnswerEvent(messages, { type: 'done', answer: ended }).at(-1)).toEqual(ended);
});

test('words without an answer are dropped', () => {
  expect(withAnswerEvent([question], { type: 'text', text: 'x', at: 1 })).toEqual([question]);
});

test('only an answer that has not ended can be stopped', () => {
  const open: Message = { ...question, role: 'assistant' };
  expect(endedAs([open], 'cancelled').at(-1)?.reason).toBe('cancelled');
  expect(endedAs([{ ...open, reason: 'stop' }], 'cancelled').at(-1)?.reason).toBe('stop');
  expect(endedAs([question], 'failed')).toEqual([question]);
});

test('a curve has one point per step; a resumed run goes on from its checkpoint', () => {
  const step = (n: number, loss: number) =>
    ({ type: 'step', step: n, steps: 9, loss, heldOutLoss: null, etaMs: 5, savedStep: 0 }) as const;
  let live = withLearnEvent(
    { stage: 'starting', step: 0, steps: 0, etaMs: null, savedStep: 0, curve: [] },
    { type: 'stage', runId: 'run-00001', stage: 'training' },
  );
  for (const event of [step(1, 3), step(2, 2), step(3, 1.5), step(2, 1.9)])
    live = withLearnEvent(live, event);
  expect(live).toMatchObject({ stage: 'training', step: 2, steps: 9, etaMs: 5 });
  expect(live.curve.map((p) => [p.step, p.loss])).toEqual([
    [1, 3],
    [2, 1.9],
  ]);
});

test('a step of starting replaces what it said before', () => {
  const say = (step: number, sentence: string) => ({ step, of: 4, sentence, done: false });
  const steps = [say(0, 'a'), say(1, 'b'), say(1, 'b again'), say(2, 'c')].reduce(
    withStep,
    [] as ReturnType<typeof say>[] as readonly ReturnType<typeof say>[],
  );
  expect(steps.map(({ sentence }) => sentence)).toEqual(['a', 'b again', 'c']);
});

test('a contribution keeps its place, a new one comes first', () => {
  const c = (id: string, state: string) => ({ id, state }) as Contribution;
  const list = withContribution([c('a', 'checking'), c('b', 'paid')], c('a', 'paid'));
  expect(list.map(({ id, state }) => id + state)).toEqual(['apaid', 'bpaid']);
  expect(withContribution(list, c('d', 'packing'))[0]?.id).toBe('d');
});

test('checks add up and the end tells the count', () => {
  const check = { check: 'digest', subject: 's', ok: true, expected: 'a', actual: 'a' };
  let run = withAuditEvent(emptyRun({ version: 3 }, 1_000), {
    type: 'progress',
    sentence: 'Merging again',
    done: 1,
    of: 5,
  });
  run = withAuditEvent(run, { type: 'check', check });
  expect(run).toMatchObject({ running: true, done: 1, of: 5, checks: [check] });
  run = withAuditEvent(run, { type: 'done', version: 3, checked: 1, mismatches: 0, report: null });
  expect(run).toMatchObject({ running: false, done: 5, result: { checked: 1, mismatches: 0 } });
});

test('the page remembers how long a phase was when it first saw it', () => {
  const status = (phase: string, chainTime: number) =>
    ({ epoch: { epoch: 1, phase, phaseEndsAt: 1_100, chainTime } }) as unknown as Status;
  let state = withStatus(createSystemStore().getState(), status('submit', 1_000), 5);
  expect(state).toMatchObject({ connection: 'open', heardAt: 5, seenPhase: { firstRemaining: 100 } });
  state = withStatus(state, status('submit', 1_060), 6);
  expect(state.seenPhase?.firstRemaining).toBe(100);
  state = withStatus(state, status('draw', 1_090), 7);
  expect(state.seenPhase).toEqual({ epoch: 1, phase: 'draw', firstRemaining: 10 });
  expect(withStatus(state, { epoch: null } as Status, 8).seenPhase).toBeNull();
});

test('a question goes from Chat to Learn; a preference changes alone', () => {
  const ui = createUiStore({ ...viewFrom('#audit'), preferences: DEFAULT_PREFERENCES });
  expect(ui.getState()).toMatchObject({ view: 'audit', place: null });
  ui.getState().teachBetter('What is the name of my boat?');
  expect(ui.getState()).toMatchObject({ view: 'learn', draftPrompt: 'What is the name of my boat?' });
  ui.getState().prefer({ theme: 'dark' });
  expect(ui.getState().preferences).toEqual({ ...DEFAULT_PREFERENCES, theme: 'dark' });
});

test.each([
  ['#settings/models', { view: 'settings', place: 'models' }],
  ['#govern', { view: 'govern', place: null }],
  ['#settings/<b>', { view: 'settings', place: null }],
  ['#x', { view: 'chat', place: null }],
  ['', { view: 'chat', place: null }],
])('the address %j opens %j', (fragment, opened) => expect(viewFrom(fragment)).toEqual(opened));
