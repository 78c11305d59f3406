import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { INDEX_OPTION, indexOf, parsePort } from '../network/index-option.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import { defaultDataDir, nodeConfig, pageDir } from '../paths.ts';
import { startServer } from '../serve/start-server.ts';
import type { Verb } from '../verb.ts';
import { openNode, unlocked } from '../with-node.ts';

/** `loam serve`: the same page in a browser, on this computer's loopback address. */
export const serveVerb: Verb = {
  name: 'serve',
  usage: '',
  summary: 'Show the app in a browser of this computer.',
  options: {
    port: { type: 'string', help: 'port on the loopback address (default: any free one)' },
    ...PASSPHRASE_FILE,
    index: INDEX_OPTION,
    'open-hint': { type: 'boolean', help: 'say why the page is served instead of opened in a window' },
  },
  examples: ['serve', 'serve --port 4310 --json'],
  async run(context) {
    const { options, json, signal } = context;
    const port = options.port === undefined ? 0 : parsePort(String(options.port));
    const index = indexOf(options);
    if (!existsSync(join(pageDir(), 'index.html'))) {
      throw new LoamError('PAGE_MISSING', 'The page is not built yet.', {
        hint: "Run 'npm start' once: it builds the page and serves it.",
      });
    }
    const dataDir = String(options['data-dir'] ?? defaultDataDir(process.env, process.platform));
    const config = { ...(await unlocked(context, nodeConfig({ dataDir, host: 'browser' }))), ...index };
    const node = await openNode(config);
    try {
      const server = await startServer({ router: node.router, pageDir: pageDir(), port });
      try {
        const link = server.issueLink();
        if (json) process.stdout.write(`${JSON.stringify({ origin: server.origin, link })}\n`);
        else {
          if (options['open-hint'] === true)
            process.stdout.write('There is no display for a window, so Loam shows itself in your browser.\n');
          process.stdout.write(
            `\n  Open this link once, in a browser on this computer:\n\n    ${link}\n\n  It works for one browser. Press Ctrl-C to stop Loam.\n`,
          );
        }
        await new Promise<void>((resolve) => {
          if (signal.aborted) resolve();
          signal.addEventListener('abort', () => resolve(), { once: true });
          void node.stopped.then(resolve);
        });
      } finally {
        await server.close();
      }
    } finally {
      await node.stop();
    }
    return EXIT_OK;
  },
};
