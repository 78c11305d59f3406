import { expect, test } from 'vitest';
import { DEFAULT_CHAT_SETTINGS } from '../../protocol/api/chat-schemas.ts';
import { searchChats } from '../chat/search-chats.ts';
import { deleteChat, findChat, findLeaf } from './chats.ts';
import { testDatabase } from './fixtures/test-database.ts';
import { insertMessage, listPath } from './messages.ts';
import { MIGRATIONS } from './migrations.ts';

const BEFORE_TREES = MIGRATIONS.filter(({ version }) => version < 4);

test('chats from before alternatives become one path each, and are found', () => {
  const { db, reopen } = testDatabase(BEFORE_TREES);
  for (const chat of ['chat0001', 'chat0002']) {
    db.run('INSERT INTO chats VALUES (?, ?, 1, 2)', [chat, `Title ${chat}`]);
    for (const [i, text] of ['Why?', 'So.', 'And?', 'cut o'].entries()) {
      const role = i % 2 === 0 ? 'user' : 'assistant';
      const reason = i === 1 ? 'stop' : null;
      db.run('INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, NULL)', [
        `${chat}-message${i}`,
        chat,
        role,
        text,
        i,
        reason,
      ]);
    }
  }
  const again = reopen();
  expect(findChat(again, 'chat0002')).toMatchObject({ settings: DEFAULT_CHAT_SETTINGS, messageCount: 4 });
  expect(listPath(again, findLeaf(again, 'chat0002') ?? '', 10)).toMatchObject([
    { id: 'chat0002-message0', parentId: null, alternatives: ['chat0002-message0'], text: 'Why?' },
    { id: 'chat0002-message1', parentId: 'chat0002-message0', reason: 'stop', edited: false, adapters: [] },
    { id: 'chat0002-message2', parentId: 'chat0002-message1' },
    { id: 'chat0002-message3', parentId: 'chat0002-message2', reason: null, lessonId: null },
  ]);
  expect(searchChats(again, 'so', { limit: 9 })).toHaveLength(2);
  expect(searchChats(again, 'cut', { limit: 9 })).toEqual([]);
});

test('words of a removed chat are not left in the search index', () => {
  const { db } = testDatabase();
  const left = () =>
    (db.all('SELECT block FROM message_search_data') as { block: Uint8Array }[])
      .map(({ block }) => Buffer.from(block).toString('latin1'))
      .filter((text) => /xylo|phon/.test(text)).length;
  for (const chatId of ['chat0001', 'chat0002']) {
    db.run("INSERT INTO chats (id, title, created_at, updated_at) VALUES (?, '', 1, 1)", [chatId]);
    const text = chatId === 'chat0001' ? 'the xylophone of mine' : 'a quiet word';
    insertMessage(db, {
      id: `${chatId}-m`,
      chatId,
      role: 'user',
      text,
      createdAt: 1,
      reason: null,
      stats: null,
    });
  }
  expect(left()).toBeGreaterThan(0);
  deleteChat(db, 'chat0001');
  expect(left()).toBe(0);
});
