import { statSync } from 'node:fs';
import { insertChat } from '../../node/database/chats.ts';
import { insertMessage } from '../../node/database/messages.ts';
import { startTestNode, testPlace } from '../../node/fixtures/test-node.ts';
import type { LoamNode } from '../../node/node.ts';
import type { NodeClient } from '../../node/process/connect.ts';
import { Random } from '../../worker/random/random.ts';
import { type Talk, talkFrom } from './talk.ts';

/** What {@link measureSearch} found; milliseconds unless the name says otherwise. */
export interface SearchFigures {
  readonly messages: number;
  /** 95th percentile over varied queries, as the page gets their answers. */
  readonly searchMs: number;
  readonly searchMedianMs: number;
  readonly searchWorstMs: number;
  /** The very first query after a start. */
  readonly coldSearchMs: number;
  /** Newest messages of a chat of 10,000. */
  readonly messagesMs: number;
  /** All of it up to its beginning, as a search leads there. */
  readonly revealMs: number;
  /** Memory of the node process after all of this. */
  readonly nodeMB: number;
  /** The database on disk. */
  readonly databaseMB: number;
}

const LONG_CHAT = 10_000;
const SHORT_CHAT = 200;
const BATCH = 2_000;

/**
 * Fills a node's encrypted database with made-up chats, one of them of 10,000 messages, starts the node again and searches
 * through its API.
 *
 * @param messages how many in all, at least 20,000
 * @param queries how many searches are timed
 */
export async function measureSearch(messages = 100_000, queries = 300): Promise<SearchFigures> {
  const place = testPlace();
  const config = place.config('search');
  try {
    const talk = talkFrom(1);
    const filling = await startTestNode(config);
    const longChat = fill(filling.node, talk, messages);
    await filling.node.stop();
    const { database } = filling.node.context.folder.paths;

    const { node, client } = await startTestNode(config);
    try {
      const coldSearchMs = await timed(() =>
        client.chat.search({ query: `${talk.word(40)} ${talk.word(90)}` }),
      );
      const times = await timeQueries(client, talk, queries, longChat);
      const messagesMs = await timed(() => client.chat.messages({ chatId: longChat }));
      const first = node.context.db.get('SELECT id FROM messages WHERE chat_id = ? AND parent_id IS NULL', [
        longChat,
      ]) as { id: string };
      const revealMs = await timed(() => client.chat.reveal({ messageId: first.id }));
      return {
        messages,
        searchMs: times[Math.ceil(times.length * 0.95) - 1] ?? 0,
        searchMedianMs: times[times.length >> 1] ?? 0,
        searchWorstMs: times.at(-1) ?? 0,
        coldSearchMs,
        messagesMs,
        revealMs,
        nodeMB: process.memoryUsage.rss() / 1e6,
        databaseMB: statSync(database).size / 1e6,
      };
    } finally {
      await node.stop();
    }
  } finally {
    place.remove();
  }
}

/** Returns the id of the long chat. */
function fill({ context }: LoamNode, talk: Talk, messages: number): string {
  const { db, nextRowId } = context;
  const random = Random.fromSeed(2);
  let chatId = '';
  let parentId: string | null = null;
  let left = 0;
  let longChat = '';
  for (let done = 0; done < messages; ) {
    db.transaction(() => {
      for (let i = 0; i < BATCH && done < messages; i++, done++) {
        if (left === 0) {
          chatId = nextRowId();
          left = longChat === '' ? LONG_CHAT : SHORT_CHAT;
          if (longChat === '') longChat = chatId;
          parentId = null;
          insertChat(db, { id: chatId, title: talk.text(4), createdAt: done, updatedAt: done });
        }
        const isUser = left % 2 === 0;
        const id = nextRowId();
        insertMessage(db, {
          id,
          chatId,
          parentId,
          role: isUser ? 'user' : 'assistant',
          text: talk.text(3 + Math.floor(random.uniform() * (isUser ? 20 : 120))),
          createdAt: done,
          reason: isUser ? null : 'stop',
          stats: null,
        });
        parentId = id;
        left--;
      }
    });
  }
  return longChat;
}

/** Common and rare words, several of them, beginnings of one to four letters, one chat alone, words that are nowhere. */
async function timeQueries(
  client: NodeClient,
  talk: Talk,
  queries: number,
  longChat: string,
): Promise<number[]> {
  const random = Random.fromSeed(3);
  const word = () => talk.word(Math.floor(20_000 ** random.uniform()) - 1);
  const kinds: (() => { query: string; chatId?: string })[] = [
    () => ({ query: word() }),
    () => ({ query: `${word()} ${word()}` }),
    () => ({ query: `${word()} ${word()} ${word().slice(0, 2)}` }),
    () => ({ query: word().slice(0, 1) }),
    () => ({ query: word().slice(0, 3) }),
    () => ({ query: word().slice(0, 4).toUpperCase() }),
    () => ({ query: word(), chatId: longChat }),
    () => ({ query: `${word()} nowhere` }),
  ];
  const times: number[] = [];
  for (let i = 0; i < queries; i++) {
    const query = kinds[i % kinds.length]?.() ?? { query: word() };
    times.push(await timed(() => client.chat.search(query)));
  }
  return times.sort((a, b) => a - b);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
