import { readFileSync, statSync } from 'node:fs';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_CHAT_IMPORT_CHARS } from '../../protocol/limits.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import type { Verb } from '../verb.ts';
import { withChats } from './with-chats.ts';

/** Bytes of UTF-8 that one character takes at most. */
const MAX_CHARACTER_BYTES = 3;

/** `loam chat import <files …>`: adds the chats of exported json files. */
export const importChatsVerb: Verb = {
  name: 'import',
  usage: '<files …>',
  summary: 'Add the chats of json files that Loam exported; of each file all or none.',
  options: PASSPHRASE_FILE,
  examples: ['chat import loam-chats-2026-11-23.json'],
  async run(context) {
    const { words, json } = context;
    if (words.length === 0) throw new LoamError('USAGE', 'Say which file: loam chat import <file>.');
    const texts = words.map(readExport);
    return withChats(context, async (client) => {
      let chats = 0;
      let messages = 0;
      for (const text of texts) {
        const added = await client.chat.import({ text });
        chats += added.chats;
        messages += added.messages;
      }
      process.stdout.write(
        json
          ? `${JSON.stringify({ chats, messages })}\n`
          : `${chats} chats with ${messages} messages were added.\n`,
      );
      return EXIT_OK;
    });
  },
};

/** @throws LoamError `CHAT_FILE_UNREADABLE`, `CHAT_FILE_TOO_LARGE` */
function readExport(path: string): string {
  let text: string;
  try {
    text =
      statSync(path).size > MAX_CHAT_IMPORT_CHARS * MAX_CHARACTER_BYTES ? '' : readFileSync(path, 'utf8');
  } catch (cause) {
    throw new LoamError('CHAT_FILE_UNREADABLE', `${path} cannot be read.`, {
      hint: 'Check its name and that you may read it.',
      cause,
    });
  }
  if (text.length <= MAX_CHAT_IMPORT_CHARS && (text !== '' || statSync(path).size === 0)) return text;
  throw new LoamError('CHAT_FILE_TOO_LARGE', `${path} is larger than what is read at once.`, {
    hint: 'Loam writes large exports as several files; import those.',
    data: { limit: MAX_CHAT_IMPORT_CHARS },
  });
}
