import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deleteChat, insertChat } from '../database/chats.ts';
import { testDatabase } from '../database/fixtures/test-database.ts';
import { HIT_END, HIT_START } from '../database/message-search.ts';
import { insertMessage, reopenAnswer, updateMessage } from '../database/messages.ts';
import type { Database } from '../database/open-database.ts';
import { MAX_SEARCH_WORDS } from './limits.ts';
import { markedParts, searchChats } from './search-chats.ts';

const ALL = { limit: 100 };

function withMessages(texts: readonly string[], chatId = 'chat-0001', db = testDatabase().db): Database {
  insertChat(db, { id: chatId, title: `Title of ${chatId}`, createdAt: 1, updatedAt: 1 });
  for (const [i, text] of texts.entries())
    insertMessage(db, {
      id: `${chatId}-message-${String(i).padStart(3, '0')}`,
      chatId,
      role: 'user',
      text,
      createdAt: i,
      reason: null,
      stats: null,
    });
  return db;
}

const found = (db: Database, query: string, chatId?: string): string[] =>
  searchChats(db, query, { ...ALL, chatId }).map(({ parts }) => parts.map(({ text }) => text).join(''));

test('all words must be there, the last one may go on; capitals and accents do not count; newest first', () => {
  const db = withMessages(['The garden gate', 'A gate in the GÄRTEN, garden of bees', 'Only bees']);
  expect(found(db, 'garden gate')).toEqual(['A gate in the GÄRTEN, garden of bees', 'The garden gate']);
  expect(found(db, 'gat')).toHaveLength(2);
  expect(found(db, 'gar gate')).toEqual([]);
  expect(found(db, 'garten')).toHaveLength(1);
  expect(searchChats(db, 'bees', ALL)[0]).toEqual({
    chatId: 'chat-0001',
    chatTitle: 'Title of chat-0001',
    messageId: 'chat-0001-message-002',
    role: 'user',
    createdAt: 2,
    parts: [
      { text: 'Only ', hit: false },
      { text: 'bees', hit: true },
    ],
  });
});

test('one chat can be searched alone, and what is removed is found no more', () => {
  const db = withMessages(['a bee'], 'chat-0001');
  withMessages(['two bees', 'a third bee'], 'chat-0002', db);
  expect(found(db, 'bee')).toEqual(['a third bee', 'two bees', 'a bee']);
  expect(found(db, 'bee', 'chat-0001')).toEqual(['a bee']);
  deleteChat(db, 'chat-0002');
  expect(found(db, 'bee')).toEqual(['a bee']);
  db.run("INSERT INTO message_search(message_search) VALUES ('integrity-check')");
});

test('an answer is found once it has ended, with its last words, also after it was gone on with', () => {
  const db = withMessages(['why']);
  const answer = 'answer-01';
  insertMessage(db, {
    id: answer,
    chatId: 'chat-0001',
    role: 'assistant',
    text: 'because',
    createdAt: 1,
    reason: null,
    stats: null,
  });
  expect(found(db, 'because')).toEqual([]);
  updateMessage(db, answer, { text: 'because of rain', reason: 'stop' });
  expect(found(db, 'rain')).toEqual(['because of rain']);
  reopenAnswer(db, answer);
  updateMessage(db, answer, { text: 'because of rain and sun' });
  updateMessage(db, answer, { reason: 'length' });
  expect(found(db, 'sun rain')).toEqual(['because of rain and sun']);
  updateMessage(db, answer, { text: 'because of wind' });
  expect(found(db, 'rain')).toEqual([]);
  expect(found(db, 'wind')).toEqual(['because of wind']);
  db.run("INSERT INTO message_search(message_search) VALUES ('integrity-check')");
});

test('a long message is shown as the piece around what was found', () => {
  const db = withMessages([`${'before '.repeat(300)}needle${' after'.repeat(300)}`]);
  const [hit] = searchChats(db, 'needle', ALL);
  const text = hit?.parts.map((part) => part.text).join('') ?? '';
  expect(text.length).toBeLessThan(400);
  expect(hit?.parts.filter((part) => part.hit)).toEqual([{ text: 'needle', hit: true }]);
  expect(text).toMatch(/^….*before needle after.*…$/);
});

test('any text may be searched for', () => {
  const db = withMessages(['say "and" OR not NEAR (this) * that: col-umn ^ + 100 %']);
  for (const query of [
    '"',
    'and OR',
    'NEAR(',
    'col-umn',
    'text : x',
    '*',
    'a"b',
    "'",
    '',
    '\0',
    '🦊',
    '-',
    'AND NOT',
  ])
    expect(() => found(db, query)).not.toThrow();
  expect(found(db, '"and" OR (this) *')).toHaveLength(1);
  expect(found(db, 'x '.repeat(MAX_SEARCH_WORDS * 4))).toEqual([]);
  fc.assert(
    fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (query) => {
      expect(Array.isArray(found(db, query))).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('a message is found by each of its own words', () => {
  const db = testDatabase().db;
  let count = 0;
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-zäöüéß0-9]{1,12}$/), { minLength: 1, maxLength: 6 }),
      (words) => {
        const chatId = `chat-${String(++count).padStart(5, '0')}`;
        withMessages([words.join(', ')], chatId, db);
        expect(found(db, words.slice(0, MAX_SEARCH_WORDS).reverse().join(' '), chatId)).toEqual([
          words.join(', '),
        ]);
      },
    ),
    { numRuns: 40 },
  );
});

test('marks are taken out whatever stands between them', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(HIT_START, HIT_END, 'a', ' ', '…', '🦊')), (signs) => {
      const marked = signs.join('');
      const parts = markedParts(marked);
      expect(parts.map(({ text }) => text).join('')).toBe(
        signs.filter((sign) => sign !== HIT_START && sign !== HIT_END).join(''),
      );
      expect(parts.every(({ text }) => text !== '')).toBe(true);
    }),
  );
});
