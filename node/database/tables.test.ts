import { expect, test } from 'vitest';
import { DEFAULT_CHAT_SETTINGS } from '../../protocol/api/chat-schemas.ts';
import type { Contribution, LearningRun } from '../../protocol/api/learn-schemas.ts';
import { deleteChat, findChat, insertChat, listChats, touchChat } from './chats.ts';
import {
  findContribution,
  insertContribution,
  listContributions,
  listOpenContributions,
  readContributionDetails,
  saveContributionDetails,
  updateContribution,
} from './contributions.ts';
import { insertEvent, listEvents } from './events.ts';
import { testDatabase } from './fixtures/test-database.ts';
import {
  appendCurvePoint,
  failInterruptedRuns,
  findRun,
  insertRun,
  listRuns,
  readRunDetails,
  saveRunDetails,
  updateRun,
} from './learning-runs.ts';
import {
  countLessons,
  deleteLesson,
  findLesson,
  insertLesson,
  listLessons,
  markLessonsLearned,
  updateLesson,
} from './lessons.ts';
import {
  failInterruptedAnswers,
  findMessage,
  insertMessage,
  listMessages,
  updateMessage,
} from './messages.ts';
import { deleteState, getState, setState } from './network-state.ts';

const STATS = { tokens: 3, tokensPerSecond: 1.5, firstTokenMs: 9, contextUsed: 4, contextTokens: 512 };
const RUN: LearningRun = {
  id: 'run00001',
  state: 'running',
  startedAt: 5,
  finishedAt: null,
  baseVersion: 0,
  lessons: 2,
  practiceItems: 96,
  curve: [{ step: 0, loss: 3.25, heldOutLoss: null }],
  comparisons: [],
  adapterBytes: null,
  error: null,
};
const CONTRIBUTION: Contribution = {
  id: 'contrib1',
  runId: 'run00001',
  createdAt: 1,
  updatedAt: 1,
  state: 'packing',
  sentence: 'Being packed.',
  cid: null,
  epoch: null,
  index: null,
  utilityPpm: null,
  stake: null,
  reward: null,
  modelVersion: null,
  error: null,
};

test('chats: newest use first, titles kept unless given, messages go with their chat', () => {
  const { db, reopen } = testDatabase();
  for (const [id, at] of [
    ['chat0001', 10],
    ['chat0002', 20],
  ] as const) {
    insertChat(db, { id, title: id, createdAt: at, updatedAt: at });
  }
  insertMessage(db, {
    id: 'message1',
    chatId: 'chat0001',
    role: 'user',
    text: 'hi',
    createdAt: 1,
    reason: null,
    stats: null,
  });
  touchChat(db, 'chat0001', { updatedAt: 30 });
  expect(listChats(db).map((chat) => chat.id)).toEqual(['chat0001', 'chat0002']);
  touchChat(db, 'chat0001', { title: 'renamed', updatedAt: 31 });
  const again = reopen();
  expect(findChat(again, 'chat0001')).toEqual({
    id: 'chat0001',
    title: 'renamed',
    createdAt: 10,
    updatedAt: 31,
    settings: DEFAULT_CHAT_SETTINGS,
    messageCount: 1,
  });
  deleteChat(again, 'chat0001');
  expect(findChat(again, 'chat0001')).toBe(undefined);
  expect(listMessages(again, 'chat0001')).toEqual([]);
});

test('messages: in order, growing, ending, and answers that a crash cut off are marked', () => {
  const { db } = testDatabase();
  insertChat(db, { id: 'chat0001', title: '', createdAt: 1, updatedAt: 1 });
  const message = { chatId: 'chat0001', createdAt: 1, reason: null, stats: null };
  insertMessage(db, { ...message, id: 'message2', role: 'assistant', text: '' });
  insertMessage(db, { ...message, id: 'message1', role: 'user', text: 'Hello?' });
  insertMessage(db, { ...message, id: 'message3', role: 'assistant', text: 'cut o' });
  updateMessage(db, 'message2', { text: 'Hi' });
  updateMessage(db, 'message2', { reason: 'stop', stats: STATS });
  expect(failInterruptedAnswers(db)).toBe(1);
  expect(listMessages(db, 'chat0001')).toMatchObject([
    { id: 'message1', reason: null },
    { id: 'message2', text: 'Hi', reason: 'stop', stats: STATS },
    { id: 'message3', text: 'cut o', reason: 'failed' },
  ]);
  expect(findMessage(db, 'nothing1')).toBe(undefined);
  // A message without its chat cannot be.
  expect(() =>
    insertMessage(db, { ...message, chatId: 'nowhere1', id: 'message4', role: 'user', text: '' }),
  ).toThrow();
});

test('lessons: learned until they are edited', () => {
  const { db } = testDatabase();
  for (const id of ['lesson01', 'lesson02']) {
    insertLesson(db, { id, prompt: 'Who?', answer: id, createdAt: 1, learnedAt: null });
  }
  markLessonsLearned(db, ['lesson01', 'lesson02'], 9);
  expect(updateLesson(db, 'lesson02', { prompt: 'Who?', answer: 'new' })).toBe(true);
  expect(updateLesson(db, 'lesson99', { prompt: 'Who?', answer: 'new' })).toBe(false);
  expect(listLessons(db)).toMatchObject([
    { id: 'lesson01', learnedAt: 9 },
    { id: 'lesson02', answer: 'new', learnedAt: null },
  ]);
  deleteLesson(db, 'lesson01');
  expect(findLesson(db, 'lesson01')).toBe(undefined);
  expect(countLessons(db)).toBe(1);
});

test('runs: the curve grows point by point, details are apart, a crash ends them', () => {
  const { db, reopen } = testDatabase();
  insertRun(db, RUN);
  appendCurvePoint(db, RUN.id, { step: 1, loss: 2.5, heldOutLoss: 2.75 });
  appendCurvePoint(db, RUN.id, { step: 1, loss: 2.25, heldOutLoss: null });
  updateRun(db, RUN.id, { adapterBytes: 5 });
  const comparisons = [{ prompt: 'p', expected: 'e', before: 'b', after: 'a' }];
  updateRun(db, RUN.id, { comparisons });
  const details = {
    seed: 's',
    practiceSeed: 'p',
    rank: 8,
    alpha: 16,
    steps: 2,
    learningRate: 0.001,
    parameters: 9,
    bytes: 5,
  };
  expect(readRunDetails(db, RUN.id)).toBe(null);
  saveRunDetails(db, RUN.id, details);
  const again = reopen();
  expect(findRun(again, RUN.id)).toEqual({
    ...RUN,
    adapterBytes: 5,
    comparisons,
    curve: [...RUN.curve, { step: 1, loss: 2.25, heldOutLoss: null }],
  });
  expect(readRunDetails(again, RUN.id)).toEqual(details);
  expect(failInterruptedRuns(again, 77, 'Loam was closed.')).toBe(1);
  expect(listRuns(again)).toMatchObject([{ state: 'failed', finishedAt: 77, error: 'Loam was closed.' }]);
  updateRun(again, RUN.id, { curve: [] });
  expect(findRun(again, RUN.id)?.curve).toEqual([]);
  expect(() => updateRun(again, 'run99999', {})).toThrow('not there');
});

test('contributions: every field survives, the open ones are found', () => {
  const { db, reopen } = testDatabase();
  insertContribution(db, CONTRIBUTION);
  insertContribution(db, { ...CONTRIBUTION, id: 'contrib2', state: 'paid' });
  const change = {
    updatedAt: 9,
    state: 'waiting',
    sentence: 'Waiting.',
    cid: 'bafy',
    epoch: 3,
    index: 0,
    utilityPpm: -7,
    stake: '100000000000000000000',
    reward: '0',
    modelVersion: 2,
    error: 'e',
  } as const;
  const changed = updateContribution(db, CONTRIBUTION.id, change);
  expect(changed).toEqual({ ...CONTRIBUTION, ...change });
  saveContributionDetails(db, CONTRIBUTION.id, { bundle: 'dir' });
  const again = reopen();
  expect(findContribution(again, CONTRIBUTION.id)).toEqual(changed);
  expect(listOpenContributions(again)).toEqual([changed]);
  expect(listContributions(again)).toHaveLength(2);
  expect(readContributionDetails(again, CONTRIBUTION.id)).toEqual({ bundle: 'dir' });
  expect(readContributionDetails(again, 'contrib2')).toBe(null);
  expect(() => saveContributionDetails(again, CONTRIBUTION.id, 'x'.repeat(70_000))).toThrow('too many');
  expect(() => updateContribution(again, 'contrib9', {})).toThrow('not there');
});

test('events: newest first, page by page', () => {
  const { db } = testDatabase();
  for (let n = 0; n < 5; n++) {
    insertEvent(db, { id: `event-000${n}`, at: n, kind: 'k', sentence: 's', data: { n } });
  }
  const first = listEvents(db, { limit: 2 });
  expect(first.map((event) => event.data)).toEqual([{ n: 4 }, { n: 3 }]);
  const second = listEvents(db, { limit: 9, before: first.at(-1)?.id });
  expect(second.map((event) => event.at)).toEqual([2, 1, 0]);
});

test('network state: per network, replaced, limited', () => {
  const { db } = testDatabase();
  setState(db, 'one', 'head', '1');
  setState(db, 'two', 'head', '2');
  setState(db, 'one', 'head', '3');
  expect([getState(db, 'one', 'head'), getState(db, 'two', 'head'), getState(db, 'one', 'none')]).toEqual([
    '3',
    '2',
    null,
  ]);
  deleteState(db, 'one', 'head');
  expect(getState(db, 'one', 'head')).toBe(null);
  expect(() => setState(db, 'one', 'k'.repeat(201), '')).toThrow('too long');
});

test('a row that does not fit the protocol is named, not passed on', () => {
  const { db } = testDatabase();
  insertRun(db, RUN);
  db.run("UPDATE learning_runs SET comparisons = '[{}]'");
  expect(() => findRun(db, RUN.id)).toThrow('learning_runs');
  db.run("UPDATE learning_runs SET comparisons = '['");
  expect(() => findRun(db, RUN.id)).toThrow('broken JSON');
});
