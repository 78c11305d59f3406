import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_SEARCH_CHARS } from '../../protocol/limits.ts';
import { EXIT_NEGATIVE, EXIT_OK } from '../exit-codes.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import type { Verb } from '../verb.ts';
import { withChats } from './with-chats.ts';

/** `loam chat search <words …>`: messages that hold all the words. */
export const searchChatsVerb: Verb = {
  name: 'search',
  usage: '<words …>',
  summary: 'Find messages that hold all the words; the last word may be a beginning.',
  options: {
    chat: { type: 'string', help: 'search this chat only (its id)' },
    ...PASSPHRASE_FILE,
  },
  examples: ['chat search garden gate', 'chat search bees --json'],
  negative: 'nothing was found',
  async run(context) {
    const { words, options, json } = context;
    const query = words.join(' ');
    if (query === '') throw new LoamError('USAGE', 'Say what to search for: loam chat search <words>.');
    if (query.length > MAX_SEARCH_CHARS)
      throw new LoamError('USAGE', `At most ${MAX_SEARCH_CHARS} characters can be searched for.`);
    return withChats(context, async (client) => {
      const chatId = options.chat;
      const hits = await client.chat.search({ query, ...(typeof chatId === 'string' ? { chatId } : {}) });
      if (json) process.stdout.write(`${JSON.stringify({ hits })}\n`);
      else if (hits.length === 0) process.stdout.write('Nothing was found.\n');
      else
        for (const { chatTitle, createdAt, role, parts } of hits) {
          const text = parts.map((part) => part.text).join('');
          const day = new Date(createdAt).toISOString().slice(0, 10);
          const who = role === 'user' ? 'you' : 'Loam';
          process.stdout.write(`${day}  ${chatTitle}  ${who}: ${text.replace(/\s+/g, ' ')}\n`);
        }
      return hits.length === 0 ? EXIT_NEGATIVE : EXIT_OK;
    });
  },
};
