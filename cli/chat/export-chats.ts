import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import type { Verb } from '../verb.ts';
import { withChats } from './with-chats.ts';

/** `loam chat export`: chats as files. */
export const exportChatsVerb: Verb = {
  name: 'export',
  usage: '',
  summary:
    'Write chats to files: json can be imported again, md is for reading. The files are not encrypted.',
  options: {
    chat: { type: 'string', help: 'only this chat (its id); all of them unless given' },
    format: { type: 'string', help: 'json (default) or md' },
    to: { type: 'string', help: 'folder to write into (default: this one)' },
    ...PASSPHRASE_FILE,
  },
  examples: ['chat export', 'chat export --format md --to backup'],
  async run(context) {
    const { options, json } = context;
    const format = options.format ?? 'json';
    if (format !== 'json' && format !== 'md')
      throw new LoamError('USAGE', `--format is json or md, not ${format}.`);
    return withChats(context, async (client) => {
      const chatId = typeof options.chat === 'string' ? options.chat : null;
      const files: string[] = [];
      let file: number | undefined;
      let done = false;
      try {
        for await (const event of await client.chat.export({ chatId, format })) {
          if (event.type === 'file') {
            if (file !== undefined) closeSync(file);
            file = undefined;
            const path = join(String(options.to ?? '.'), event.name);
            file = openFresh(path);
            files.push(path);
          } else if (file !== undefined) writeFileSync(file, event.text);
        }
        done = true;
      } finally {
        if (file !== undefined) closeSync(file);
        // Half an export looks like a whole one.
        if (!done) for (const path of files) rmSync(path, { force: true });
      }
      process.stdout.write(
        json ? `${JSON.stringify({ files })}\n` : files.map((path) => `${path}\n`).join(''),
      );
      return EXIT_OK;
    });
  },
};

/** A new file that only its owner may read. @throws LoamError `EXPORT_FILE` */
function openFresh(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new LoamError('EXPORT_FILE', exists ? `${path} is there already.` : `${path} cannot be written.`, {
      hint: exists
        ? 'Move it, or choose another folder with --to.'
        : 'Choose another folder with --to; it must exist.',
      cause,
    });
  }
}
