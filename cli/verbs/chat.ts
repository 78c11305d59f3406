import { createInterface } from 'node:readline/promises';
import { exportChatsVerb } from '../chat/export-chats.ts';
import { importChatsVerb } from '../chat/import-chats.ts';
import { listChatsVerb } from '../chat/list-chats.ts';
import { searchChatsVerb } from '../chat/search-chats.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { localClient } from '../local-client.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import { defaultDataDir, nodeConfig } from '../paths.ts';
import type { Verb } from '../verb.ts';
import { unlocked, withNode } from '../with-node.ts';

/** `loam chat [question]`: one answer, or a conversation until an empty line; subverbs find and move what was said. */
export const chatVerb: Verb = {
  name: 'chat',
  usage: '[question …]',
  summary: 'Ask the bot one question, or talk with it.',
  options: PASSPHRASE_FILE,
  examples: ['chat', 'chat "What is 3 + 4?"'],
  subverbs: [listChatsVerb, searchChatsVerb, exportChatsVerb, importChatsVerb],
  async run(context) {
    const { words, options, json, signal } = context;
    const dataDir = String(options['data-dir'] ?? defaultDataDir(process.env, process.platform));
    const config = await unlocked(context, nodeConfig({ dataDir, host: 'terminal' }));
    return withNode(config, async (node) => {
      const client = localClient(node);
      const chat = await client.chat.create({});
      const ask = async (text: string): Promise<void> => {
        for await (const event of await client.chat.send({ chatId: chat.id, text }, { signal })) {
          if (event.type === 'text' && !json) process.stdout.write(event.text);
          if (event.type === 'done') {
            if (json)
              process.stdout.write(
                `${JSON.stringify({ question: text, answer: event.answer.text, stats: event.answer.stats })}\n`,
              );
            else process.stdout.write('\n');
          }
        }
      };
      if (words.length > 0) {
        await ask(words.join(' '));
        return EXIT_OK;
      }
      const input = createInterface({ input: process.stdin, output: process.stderr });
      signal.addEventListener('abort', () => input.close(), { once: true });
      process.stderr.write('Ask something; an empty line ends.\n');
      for (;;) {
        const text = (await input.question('> ').catch(() => '')).trim();
        if (text === '' || signal.aborted) break;
        await ask(text);
      }
      input.close();
      return EXIT_OK;
    });
  },
};
