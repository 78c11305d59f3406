import { EXIT_OK } from '../exit-codes.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import type { Verb } from '../verb.ts';
import { withChats } from './with-chats.ts';

/** `loam chat list`: the chats, the last used first. */
export const listChatsVerb: Verb = {
  name: 'list',
  usage: '',
  summary: 'List the chats, the last used first.',
  options: PASSPHRASE_FILE,
  examples: ['chat list', 'chat list --json'],
  run: (context) =>
    withChats(context, async (client) => {
      const chats = await client.chat.list();
      if (context.json) process.stdout.write(`${JSON.stringify({ chats })}\n`);
      else if (chats.length === 0) process.stdout.write('There are no chats yet.\n');
      else
        for (const { id, title, updatedAt, messageCount } of chats)
          process.stdout.write(
            `${id}  ${new Date(updatedAt).toISOString().slice(0, 10)}  ${messageCount} messages  ${title}\n`,
          );
      return EXIT_OK;
    }),
};
