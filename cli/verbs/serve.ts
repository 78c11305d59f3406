import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { openNode } from '../open-node.ts';
import { type LoopbackServer, startServer } from '../serve/start-server.ts';
import type { Verb, VerbContext } from '../verb.ts';

const PAGE_DIR = join(import.meta.dirname, '..', '..', 'out', 'renderer');

/** `loam serve`: the node with its page for a browser of this computer. */
export const serveVerb: Verb = {
  name: 'serve',
  usage: '[--port <n>]',
  summary: 'Serve the app to a browser on this computer.',
  options: {
    port: { type: 'string', help: 'TCP port on 127.0.0.1 (default: any free one)' },
    'page-dir': { type: 'string', help: 'folder of the built page (default: the one of this checkout)' },
    'open-hint': { type: 'boolean', help: 'say why there is no window of its own' },
  },
  async run(context) {
    const port = parsePort(context.options.port);
    const pageDir = resolve(String(context.options['page-dir'] ?? PAGE_DIR));
    if (!existsSync(join(pageDir, 'index.html'))) {
      throw new LoamError('SERVE_NO_PAGE', 'The page has not been built.', {
        hint: 'Run `npm run build` first, or start with `npm start`.',
      });
    }
    const node = await openNode(context.options, 'browser');
    try {
      const server = await startServer({ router: node.router, pageDir, port });
      try {
        announce(server, context);
        await Promise.race([aborted(context.signal), node.stopped]);
      } finally {
        await server.close();
      }
    } finally {
      await node.stop();
    }
    return EXIT_OK;
  },
};

function parsePort(text: string | boolean | undefined): number {
  if (text === undefined) return 0;
  const port = Number(text);
  if (typeof text === 'string' && /^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new LoamError('USAGE', `'${text}' is no port.`, { hint: 'A port is a number from 0 to 65535.' });
}

function announce(server: LoopbackServer, { json, options, signal }: VerbContext): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ origin: server.origin, link: server.issueLink() })}\n`);
    return;
  }
  if (options['open-hint'] === true) {
    process.stdout.write('There is no display or no Electron here, so the app opens in a browser.\n');
  }
  const printLink = () => process.stdout.write(`\n  ${server.issueLink()}\n\n`);
  process.stdout.write(`Loam runs at ${server.origin}. Open this link in a browser; it works once:\n`);
  printLink();
  if (!process.stdin.isTTY) return;
  process.stdout.write('Press Enter for another link, Ctrl-C to stop.\n');
  const lines = createInterface({ input: process.stdin });
  lines.on('line', printLink);
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  signal.addEventListener('abort', () => lines.close(), { once: true });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}
