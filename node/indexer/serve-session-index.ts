import { type ChainHead, watchChain } from '../chain/watch.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { followGossip } from './follow-gossip.ts';
import { startIndexServer } from './http/start-index-server.ts';
import { createIndexRouter } from './index-router.ts';
import { keepIndexing } from './keep-indexing.ts';
import { indexFile, openIndex } from './open-index.ts';
import { noteServedIndex } from './served-index.ts';

/**
 * Keeps the index of a session's network up to date, with what is gossiped, and serves it on this computer until the
 * session ends.
 *
 * @throws LoamError `SERVE_PORT`, `INDEX_…`
 */
export async function serveSessionIndex(
  session: NetworkSession,
  settings: { readonly port: number },
): Promise<void> {
  const { context, chain, descriptor, signal, gossip } = session;
  const { dir } = context.folder;
  const db = openIndex(indexFile(dir, descriptor.id), descriptor);
  try {
    const server = await startIndexServer({ router: createIndexRouter(db, descriptor), port: settings.port });
    const forget = noteServedIndex(dir, descriptor.id, server.origin);
    context.log.info('index', { url: server.origin });
    const onError = (error: unknown): void => {
      if (!signal.aborted) context.log.warn('index', error);
    };
    const ending = new AbortController();
    const until = AbortSignal.any([signal, ending.signal]);
    const epochs = epochsOf(watchChain(chain, { signal: until, onError }));
    const following = followGossip({ db, gossip, epochs, now: context.now, onError });
    try {
      await keepIndexing({ db, chain, signal: until, onError });
    } finally {
      ending.abort();
      await following;
      forget();
      await server.close();
    }
  } finally {
    db.close();
  }
}

/** The numbers of the epochs that heads are in, from 1. */
export async function* epochsOf(heads: AsyncIterable<ChainHead>): AsyncGenerator<number> {
  for await (const { epoch } of heads) yield Number(epoch);
}
