import { existsSync } from 'node:fs';
import { EXIT_OK } from '../exit-codes.ts';
import { localClient } from '../local-client.ts';
import { formatLoam } from '../output/amount.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import { defaultDataDir, nodeConfig } from '../paths.ts';
import type { Verb } from '../verb.ts';
import { unlocked, withNode } from '../with-node.ts';

/** `loam status`: the model, the device, what was taught and shared. */
export const statusVerb: Verb = {
  name: 'status',
  usage: '',
  summary: 'Show the model, what was taught, and what was shared.',
  options: PASSPHRASE_FILE,
  examples: ['status', 'status --json'],
  async run(context) {
    const { options, json } = context;
    const dataDir = String(options['data-dir'] ?? defaultDataDir(process.env, process.platform));
    if (!existsSync(dataDir)) {
      process.stdout.write(
        json
          ? `${JSON.stringify({ dataDir, exists: false })}\n`
          : `There is no data in ${dataDir} yet. 'loam chat' or 'npm start' begins.\n`,
      );
      return EXIT_OK;
    }
    const config = await unlocked(context, nodeConfig({ dataDir, host: 'terminal' }));
    return withNode(config, async (node) => {
      await node.context.model().catch(() => undefined);
      const client = localClient(node);
      const status = await client.system.status();
      const [chats, lessons, runs, contributions] = await Promise.all([
        client.chat.list(),
        client.learn.lessons(),
        client.learn.runs(),
        client.contributions.list(),
      ]);
      if (json) {
        process.stdout.write(
          `${JSON.stringify({ dataDir, exists: true, status, chats: chats.length, lessons: lessons.length, runs: runs.length, contributions })}\n`,
        );
        return EXIT_OK;
      }
      const lines = [
        `Loam ${status.version}, data in ${dataDir}`,
        `Model     ${status.model.state === 'failed' ? status.model.error : `${status.model.name}, ready`}`,
        `Device    ${status.device.provider}, ${status.device.threads} threads`,
        `Chats     ${chats.length}`,
        `Lessons   ${lessons.length}, of which ${lessons.filter((l) => l.learnedAt !== null).length} learned`,
        `Shared    ${contributions.length}`,
        ...contributions.map(
          (c) => `          ${c.sentence}${c.reward === null ? '' : ` (${formatLoam(c.reward)})`}`,
        ),
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
      return EXIT_OK;
    });
  },
};
