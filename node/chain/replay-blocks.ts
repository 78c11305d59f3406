import type { JournaledBlock } from './block-journal.ts';
import { callAnvil, readAnvilBlocks } from './call-anvil.ts';

/** What became of blocks that were mined again. */
export interface Replayed {
  /** Blocks that are there again with the same hash. */
  readonly exact: number;
  /** Transactions that are there again, in blocks with another hash. */
  readonly other: number;
}

/**
 * Mines blocks again that a chain has forgotten: the same transactions in the same order at the same second on the same
 * parent give the same block, hash for hash. Where that fails, the remaining transactions are sent all the same, so that
 * what was mined stays mined as after any reorganisation. Nobody else may send anything meanwhile.
 *
 * @param blocks in their order; those that do not lie above the chain's newest block are passed over
 */
export async function replayBlocks(url: string, blocks: readonly JournaledBlock[]): Promise<Replayed> {
  let exact = 0;
  let other = 0;
  let isExact = true;
  await callAnvil(url, [{ method: 'evm_setAutomine', params: [false] }]);
  for (const block of blocks) {
    const [head] = await readAnvilBlocks(url, ['latest']);
    if (head === undefined) break;
    if (isExact && block.number <= head.number) continue;
    isExact &&= block.parent === head.hash && block.number === head.number + 1;
    if (isExact) {
      await callAnvil(url, [
        { method: 'evm_setTime', params: [head.timestamp] },
        { method: 'anvil_setBlockTimestampInterval', params: [block.timestamp - head.timestamp] },
      ]);
    }
    let sent = 0;
    for (const raw of block.raw) {
      const isSent = await callAnvil(url, [{ method: 'eth_sendRawTransaction', params: [raw] }]).then(
        () => true,
        () => false,
      );
      if (isSent) sent++;
    }
    if (!isExact && sent === 0) continue;
    await callAnvil(url, [{ method: 'evm_mine' }]);
    const [mined] = await readAnvilBlocks(url, ['latest']);
    isExact &&= mined?.hash === block.hash;
    if (isExact) exact++;
    else {
      other += sent;
      await callAnvil(url, [{ method: 'anvil_removeBlockTimestampInterval' }]);
      await callAnvil(url, [{ method: 'evm_setTime', params: [Math.floor(Date.now() / 1_000)] }]);
    }
  }
  return { exact, other };
}
