import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_CHAT_SETTINGS, type ExportEvent } from '../../protocol/api/chat-schemas.ts';
import { findLeaf, insertChat, listChats, setLeaf } from '../database/chats.ts';
import { testDatabase } from '../database/fixtures/test-database.ts';
import { insertMessage, listMessages } from '../database/messages.ts';
import type { Database } from '../database/open-database.ts';
import { rowIdSequence } from '../database/row-id.ts';
import type { NodeContext } from '../node-context.ts';
import { exportChats } from './export-chats.ts';
import { importChats } from './import-chats.ts';

const NOW = Date.UTC(2026, 10, 23);

/** The part of a node that importing needs. */
function contextOf(db: Database): NodeContext {
  const nextRowId = rowIdSequence(
    () => NOW,
    (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  );
  return { db, nextRowId, now: () => NOW } as NodeContext;
}

interface File {
  name: string;
  text: string;
}

function files(events: Iterable<ExportEvent>): File[] {
  const all: File[] = [];
  for (const event of events) {
    if (event.type === 'file') all.push({ name: event.name, text: '' });
    else (all.at(-1) as File).text += event.text;
  }
  return all;
}

/** Everything in the database, ids replaced by places. */
function contents(db: Database) {
  return listChats(db)
    .map(({ id: chatId, title, createdAt, updatedAt, settings }) => {
      const messages = listMessages(db, chatId);
      const place = (id: string | null) => messages.findIndex((message) => message.id === id);
      return {
        chat: { title, createdAt, updatedAt, settings, shown: place(findLeaf(db, chatId)) },
        messages: messages.map(({ id: _id, chatId: _chat, alternatives, parentId, ...rest }) => ({
          ...rest,
          parent: place(parentId),
          alternatives: alternatives.map(place),
        })),
      };
    })
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const chatArbitrary = fc.record({
  title: fc.string({ maxLength: 60, unit: 'grapheme' }),
  at: fc.integer({ min: 0, max: 4e12 }),
  systemPrompt: fc.string({ maxLength: 40 }),
  messages: fc.array(
    fc.record({
      follows: fc.nat(),
      isUser: fc.boolean(),
      text: fc.string({ maxLength: 60, unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
      rating: fc.constantFrom('up', 'down', null),
      edited: fc.boolean(),
    }),
    { maxLength: 12 },
  ),
  shown: fc.nat(),
});

function fill(
  db: Database,
  chats: readonly (typeof chatArbitrary extends fc.Arbitrary<infer T> ? T : never)[],
) {
  const { nextRowId } = contextOf(db);
  for (const chat of chats) {
    const chatId = nextRowId();
    const settings = { ...DEFAULT_CHAT_SETTINGS, systemPrompt: chat.systemPrompt };
    insertChat(db, { id: chatId, title: chat.title, createdAt: chat.at, updatedAt: chat.at, settings });
    const ids: string[] = [];
    for (const { follows, isUser, text, rating, edited } of chat.messages) {
      const parentId = ids[follows % (ids.length + 1)] ?? null;
      const id = nextRowId();
      insertMessage(db, {
        id,
        chatId,
        parentId,
        role: isUser ? 'user' : 'assistant',
        text,
        createdAt: chat.at,
        reason: isUser ? null : 'stop',
        stats: isUser
          ? null
          : { tokens: 1, tokensPerSecond: 2.5, firstTokenMs: 3, contextUsed: 4, contextTokens: 5 },
        edited,
        rating: isUser ? null : rating,
        adapters: isUser ? [] : [{ kind: 'network', name: 'n', version: 3 }],
        model: isUser ? '' : 'Tiny',
      });
      ids.push(id);
    }
    const shown = ids[chat.shown % Math.max(1, ids.length)];
    if (shown !== undefined) setLeaf(db, chatId, shown);
  }
}

test('what is exported as json and imported elsewhere is the same, alternatives and all', () => {
  const from = testDatabase().db;
  const to = testDatabase().db;
  fc.assert(
    fc.property(fc.array(chatArbitrary, { minLength: 1, maxLength: 4 }), (chats) => {
      for (const db of [from, to]) db.run('DELETE FROM chats');
      fill(from, chats);
      const [file, ...more] = files(exportChats(from, null, 'json', NOW));
      expect(more).toEqual([]);
      const counts = importChats(contextOf(to), file?.text ?? '');
      expect(counts).toEqual({
        chats: chats.length,
        messages: chats.reduce((sum, { messages }) => sum + messages.length, 0),
      });
      expect(contents(to)).toEqual(contents(from));
    }),
    { numRuns: 25 },
  );
});

test('a damaged file, one of another program and a newer one are told apart, and nothing of them is added', () => {
  const { db } = testDatabase();
  const context = contextOf(db);
  fill(db, fc.sample(chatArbitrary, { numRuns: 3, seed: 7 }));
  const good = files(exportChats(db, null, 'json', NOW))[0]?.text ?? '';
  const before = contents(db);
  const refused = (text: string, code: string) =>
    expect(() => importChats(context, text)).toThrow(
      expect.objectContaining({ code, hint: expect.stringMatching(/\w/) }),
    );
  refused('', 'CHAT_FILE_FOREIGN');
  refused('[{"title":"New chat","mapping":{}}]', 'CHAT_FILE_FOREIGN');
  refused('{"version":1,"chats":[]}', 'CHAT_FILE_FOREIGN');
  refused(good.replace('"version":1', '"version":2'), 'CHAT_FILE_NEWER');
  refused(good.slice(0, -20), 'CHAT_FILE_DAMAGED');
  const change = (
    edit: (file: { chats: { shown: unknown; messages: Record<string, unknown>[] }[] }) => void,
  ) => {
    const file = JSON.parse(good);
    edit(file);
    return JSON.stringify(file);
  };
  const last = (file: { chats: { messages: Record<string, unknown>[] }[] }) =>
    file.chats.flatMap(({ messages }) => messages).at(-1) as Record<string, unknown>;
  refused(
    change((file) => {
      last(file).role = 'system';
    }),
    'CHAT_FILE_DAMAGED',
  );
  refused(
    change((file) => {
      last(file).parentId = 'not-there';
    }),
    'CHAT_FILE_DAMAGED',
  );
  refused(
    change((file) => {
      const chat = file.chats.find(({ messages }) => messages.length > 0);
      if (chat !== undefined) chat.shown = 'not-there';
    }),
    'CHAT_FILE_DAMAGED',
  );
  refused(
    change((file) => {
      for (const { messages } of file.chats) messages.push(...messages.slice(0, 1));
    }),
    'CHAT_FILE_DAMAGED',
  );
  expect(contents(db)).toEqual(before);
});

test('an import that fails in the middle adds nothing', () => {
  const { db } = testDatabase();
  const context = contextOf(db);
  fill(db, fc.sample(chatArbitrary, { numRuns: 6, seed: 3 }));
  const { text } = files(exportChats(db, null, 'json', NOW))[0] as File;
  const before = contents(db);
  let left = 8;
  const nextRowId = () => {
    if (--left === 0) throw new Error('out of ids');
    return context.nextRowId();
  };
  expect(() => importChats({ ...context, nextRowId }, text)).toThrow('out of ids');
  expect(contents(db)).toEqual(before);
});

test('more than one file can hold is written as several, each of which can be read back', () => {
  const { db } = testDatabase();
  fill(db, fc.sample(chatArbitrary, { numRuns: 12, seed: 5 }));
  const whole = files(exportChats(db, null, 'json', NOW))[0]?.text.length ?? 0;
  const limit = Math.ceil(whole / 3);
  const written = files(exportChats(db, null, 'json', NOW, limit));
  expect(written.length).toBeGreaterThan(2);
  expect(written.slice(0, 2).map(({ name }) => name)).toEqual([
    'loam-chats-2026-11-23.json',
    'loam-chats-2026-11-23-2.json',
  ]);
  const to = testDatabase().db;
  const context = contextOf(to);
  for (const file of written) {
    expect(file.text.length).toBeLessThanOrEqual(limit);
    importChats(context, file.text);
  }
  expect(contents(to)).toEqual(contents(db));
});

test('markdown holds what is shown, under the name of the chat', () => {
  const { db } = testDatabase();
  insertChat(db, { id: 'chat-0001', title: 'Käse & Brot?', createdAt: 0, updatedAt: 0 });
  const message = { chatId: 'chat-0001', createdAt: 1, stats: null };
  insertMessage(db, { ...message, id: 'message-1', role: 'user', text: '# Why?', reason: null });
  insertMessage(db, {
    ...message,
    id: 'message-2',
    parentId: 'message-1',
    role: 'assistant',
    text: 'hidden',
    reason: 'stop',
  });
  insertMessage(db, {
    ...message,
    id: 'message-3',
    parentId: 'message-1',
    role: 'assistant',
    text: '`so`',
    reason: 'stop',
  });
  expect(files(exportChats(db, 'chat-0001', 'md', NOW))).toEqual([
    {
      name: 'loam-ka-se-brot-2026-11-23.md',
      text: '# Käse & Brot?\n\n1970-01-01\n\n**You:**\n\n# Why?\n\n**Loam:**\n\n`so`\n\n',
    },
  ]);
});
