import { dirname, join } from 'node:path';
import type { ChainClient } from '../../node/chain/chain-client.ts';
import { watchChain } from '../../node/chain/watch.ts';
import { followGossip } from '../../node/indexer/follow-gossip.ts';
import { startIndexServer } from '../../node/indexer/http/start-index-server.ts';
import { createIndexRouter } from '../../node/indexer/index-router.ts';
import { keepIndexing } from '../../node/indexer/keep-indexing.ts';
import { openGossipReader } from '../../node/indexer/open-gossip-reader.ts';
import { indexFile } from '../../node/indexer/open-index.ts';
import { clearIndex } from '../../node/indexer/run-indexer.ts';
import { epochsOf } from '../../node/indexer/serve-session-index.ts';
import { findServedIndex } from '../../node/indexer/served-index.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { parsePort } from '../network/index-option.ts';
import { textOption } from '../network/list-option.ts';
import { readPrivateKeyFile } from '../network/network-file.ts';
import { NETWORK_OPTIONS } from '../network/network-options.ts';
import { dataDirOf } from '../network/open-chain.ts';
import { withIndex } from '../network/with-index.ts';
import { Progress } from '../output/progress.ts';
import { type Verb, type VerbContext, verbGroup } from '../verb.ts';

const build: Verb = {
  name: 'build',
  usage: '',
  summary: 'Bring the index up to the newest block.',
  options: {
    ...NETWORK_OPTIONS,
    anew: { type: 'boolean', help: 'from the first block, instead of going on' },
  },
  examples: ['index build', 'index build --anew --json'],
  run: (context) =>
    withIndex(context, async ({ db, chain }) => {
      const isServed = served(context, chain);
      if (context.options.anew === true) clearIndex(db);
      const progress = new Progress(process.stderr, context.json);
      let next = 0;
      try {
        const onProgress = (at: number): void => {
          next = at;
          progress.update(`Block ${at - 1}`);
        };
        await keepIndexing({ db, chain, signal: context.signal, untilHead: true, onProgress }, isServed);
      } finally {
        progress.close();
      }
      context.signal.throwIfAborted();
      const { n } = db.all('SELECT count(*) AS n FROM events')[0] as { n: number };
      const text = `The index holds ${n} events, up to block ${next - 1}.\n`;
      process.stdout.write(
        context.json
          ? `${JSON.stringify({ network: chain.descriptor.id, block: next - 1, events: n })}\n`
          : text,
      );
      return EXIT_OK;
    }),
};

const serve: Verb = {
  name: 'serve',
  usage: '',
  summary: 'Follow the chain and serve the index over HTTP, read only, to this computer.',
  options: {
    ...NETWORK_OPTIONS,
    port: { type: 'string', help: 'port to listen on (default: any free one)' },
    host: { type: 'string', help: 'address to listen on (default: 127.0.0.1, this computer only)' },
    gossip: {
      type: 'boolean',
      help: 'listen to the peers of the network, too: verdicts before they are on chain',
    },
    'private-key-file': {
      type: 'string',
      help: 'with --gossip: key of a private network (default: beside the network file)',
    },
    'allow-others': { type: 'boolean', help: 'needed for a --host that other computers reach' },
  },
  examples: ['index serve --port 4320', 'index serve --host 0.0.0.0 --allow-others --port 4320'],
  async run(context) {
    const { options, json, signal } = context;
    const port = options.port === undefined ? 0 : parsePort(String(options.port));
    const keyFile = textOption(options, 'private-key-file');
    return withIndex(context, async ({ db, chain }) => {
      const server = await startIndexServer({
        router: createIndexRouter(db, chain.descriptor),
        port,
        ...(typeof options.host === 'string' ? { host: options.host } : {}),
        allowOthers: options['allow-others'] === true,
      });
      try {
        if (options['allow-others'] === true) {
          process.stderr.write(
            'Everybody who reaches this computer on this port can read the index: what the chain says anyway, but also that this computer runs Loam. Put a web server with TLS in front of it for others.\n',
          );
        }
        process.stdout.write(
          json
            ? `${JSON.stringify({ origin: server.origin, openapi: `${server.origin}/openapi.json` })}\n`
            : `${server.origin}/openapi.json lists what there is. Press Ctrl-C to stop.\n`,
        );
        const onError = (error: unknown): void => {
          process.stderr.write(`${LoamError.wrap('FAILED', error).message}\n`);
        };
        const isServed = served(context, chain);
        const byNode = await isServed();
        if (byNode) process.stderr.write('The running node keeps this index, with the gossip it hears.\n');
        const dir = join(dirname(indexFile(dataDirOf(context), chain.descriptor.id)), chain.descriptor.id);
        const networkFile = textOption(options, 'network') ?? '';
        const privateNetworkKey = readPrivateKeyFile(chain.descriptor, networkFile, keyFile);
        const reader =
          options.gossip === true && !byNode
            ? await openGossipReader({ chain, dir, privateNetworkKey })
            : undefined;
        try {
          await Promise.all([
            keepIndexing({ db, chain, signal, onError }, isServed),
            reader === undefined
              ? undefined
              : followGossip({
                  db,
                  gossip: reader.gossip,
                  epochs: epochsOf(watchChain(chain, { signal, onError })),
                  now: Date.now,
                  onError,
                }),
          ]);
        } finally {
          await reader?.close();
        }
      } finally {
        await server.close();
      }
      return EXIT_OK;
    });
  },
};

/** `loam index`: what the chain says, as tables. */
export const indexVerb = verbGroup({
  name: 'index',
  summary: 'Keep what the chain says as tables, and serve them over HTTP.',
  subverbs: [build, serve],
});

/** Whether a running node of the data folder keeps the index of this chain's network. */
function served(context: VerbContext, { descriptor }: ChainClient): () => Promise<boolean> {
  return async () => (await findServedIndex(dataDirOf(context), descriptor)) !== undefined;
}
