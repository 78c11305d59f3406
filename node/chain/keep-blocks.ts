import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { BlockJournal } from './block-journal.ts';
import { type AnvilBlock, callAnvil, readAnvilBlocks } from './call-anvil.ts';
import { BLOCKS_AT_ONCE } from './limits.ts';

/**
 * Writes every block that the local chain has and the journal has not into the journal. Blocks that the chain has left
 * (a test may turn it back) are forgotten.
 *
 * @throws LoamError `CHAIN_UNREACHABLE`
 */
export async function catchUpBlocks(url: string, journal: BlockJournal): Promise<void> {
  for (;;) {
    const [latest] = await readAnvilBlocks(url, ['latest']);
    if (latest === undefined) return;
    if (!(await dropLeft(url, journal, latest))) {
      await journal.restart({ number: latest.number, hash: latest.hash, timestamp: latest.timestamp });
      return;
    }
    const next = (journal.head?.number ?? 0) + 1;
    if (next > latest.number) return;
    const numbers = Array.from(
      { length: Math.min(BLOCKS_AT_ONCE, latest.number - next + 1) },
      (_, i) => next + i,
    );
    const blocks = await readAnvilBlocks(url, numbers);
    let parent = journal.head?.hash;
    const linked: AnvilBlock[] = [];
    for (const block of blocks) {
      if (block === undefined || block.parent !== parent) break;
      linked.push(block);
      parent = block.hash;
    }
    const hashes = linked.flatMap(({ transactions }) => transactions);
    const raws = (await callAnvil(
      url,
      hashes.map((hash) => ({ method: 'eth_getRawTransactionByHash', params: [hash] })),
    )) as Hex[];
    const raw = new Map(hashes.map((hash, i) => [hash, raws[i] ?? '0x']));
    await journal.append(
      linked.map(({ number, hash, timestamp, parent: before, transactions }) => ({
        number,
        hash,
        timestamp,
        parent: before,
        raw: transactions.map((transaction) => raw.get(transaction) ?? '0x'),
      })),
    );
    // The chain was turned back while it was read; look again.
    if (linked.length < blocks.length) await sleep(0);
  }
}

/** Forgets the blocks that the chain has left. @returns false when nothing of the journal is part of the chain */
async function dropLeft(url: string, journal: BlockJournal, latest: AnvilBlock): Promise<boolean> {
  const { head } = journal;
  if (head === undefined) return false;
  let kept = Math.min(head.number, latest.number);
  for (; ; kept--) {
    const mine = journal.at(kept);
    if (mine === undefined) return false;
    const [theirs] = kept === latest.number ? [latest] : await readAnvilBlocks(url, [kept]);
    if (theirs?.hash === mine.hash) break;
  }
  return kept === head.number || (await journal.cutFrom(kept + 1));
}

/** A keeper at work: see {@link keepBlocks}. */
export interface BlockKeeper {
  /** Resolves when all that was mined before the call is in the journal, or the chain does not answer. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Writes the local chain's blocks into the journal as they are mined; the chain itself tells of each.
 *
 * @param url where the chain answers, `http://…`
 * @param covered number of the block up to which the chain's own files reach, where that is known
 */
export function keepBlocks(
  url: string,
  journal: BlockJournal,
  covered: () => number | undefined,
): BlockKeeper {
  let running: Promise<void> | undefined;
  let again = false;
  let isStopped = false;
  const work = async (): Promise<void> => {
    do {
      again = false;
      // A chain that went away is started again, with a keeper of its own.
      await catchUpBlocks(url, journal).catch(() => undefined);
    } while (again);
    await journal.shrink(covered).catch(() => undefined);
  };
  const catchUp = (): Promise<void> => {
    again = true;
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
  const socket = new WebSocket(url.replace(/^http/, 'ws'));
  socket.addEventListener('open', () => {
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_subscribe', params: ['newHeads'] }));
    void catchUp();
  });
  socket.addEventListener('message', () => {
    if (!isStopped) void catchUp();
  });
  socket.addEventListener('error', () => undefined);
  return {
    caughtUp: catchUp,
    async stop() {
      isStopped = true;
      socket.close();
      await running;
    },
  };
}
