import { setTimeout as sleep } from 'node:timers/promises';
import { type Abi, BlockNotFoundError, type DecodeEventLogReturnType, decodeEventLog, type Log } from 'viem';
import { type ContractName, DEPLOYMENT_ORDER, MODULE_ORDER } from '../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChainClient } from './chain-client.ts';
import { CONTRACT_ABIS } from './contract-abis.ts';
import {
  advanceCursor,
  type Checkpoint,
  type FollowerCursor,
  retreatCursor,
  startCursor,
} from './follower-cursor.ts';
import { CHAIN_POLL_MS, HEADERS_AT_ONCE, LOCAL_CHAIN_ID, LOG_BLOCKS } from './limits.ts';
import { readLogs } from './read-logs.ts';

/** A block with events. */
export interface FollowedBlock {
  readonly number: number;
  readonly hash: Hex;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/** Where an event is on chain. */
interface EventPlace {
  readonly address: Hex;
  /** Position in the block. */
  readonly logIndex: number;
  readonly transactionHash: Hex;
}

type EventOf<TAbi extends Abi> = DecodeEventLogReturnType<TAbi>;

/** An event of one of the network's contracts, decoded; `contract` and `eventName` tell which. */
export type FollowedEvent = {
  [Name in ContractName]: EventPlace & { readonly contract: Name } & EventOf<(typeof CONTRACT_ABIS)[Name]>;
}[ContractName];

/**
 * What happened to the chain. Store `cursor` together with what a step leads to (in one transaction): a follower that
 * is given it goes on right after that step.
 */
export type FollowerStep =
  /** A block with events, in the order of the chain; its events in their order. */
  | {
      readonly type: 'add';
      readonly block: FollowedBlock;
      readonly events: readonly FollowedEvent[];
      readonly cursor: FollowerCursor;
    }
  /** A block that was added is no longer part of the chain; the newest first. All that it led to is to be undone. */
  | {
      readonly type: 'undo';
      readonly block: Pick<FollowedBlock, 'number' | 'hash'>;
      readonly cursor: FollowerCursor;
    }
  /** Everything up to (not including) `cursor.next` was looked at; `head` is the newest block. */
  | { readonly type: 'progress'; readonly head: number; readonly cursor: FollowerCursor };

/** Settings of {@link followEvents}. */
export interface FollowEventsOptions {
  /** Where an earlier follower stood; default: the network's first block. */
  readonly cursor?: FollowerCursor;
  /** Ends the following. */
  readonly signal: AbortSignal;
  /** Ends when the newest block is reached, and throws what fails; otherwise goes on until `signal`. */
  readonly untilHead?: boolean;
  /** Blocks at the end of the chain that are left alone, default 0. */
  readonly confirmations?: number;
  /** Milliseconds between two looks at the chain. */
  readonly intervalMs?: number;
  /** Told when the chain does not answer; the follower goes on. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Follows all events of a network's contracts, also of those that a vote has replaced. When the chain changes its mind,
 * blocks are undone in reverse order before those that took their place are added, also when that happened while nobody
 * was following.
 *
 * @throws LoamError `CHAIN_REORG_TOO_DEEP` when the chain left more blocks than are remembered: read all again
 */
export async function* followEvents(
  chain: ChainClient,
  options: FollowEventsOptions,
): AsyncGenerator<FollowerStep, void, void> {
  const { signal, untilHead = false, confirmations = 0 } = options;
  const pass: Pass = {
    chain,
    signal,
    confirmations,
    cursor: options.cursor ?? startCursor(chain.descriptor.deploymentBlock),
    width: Number(LOG_BLOCKS),
    names: namesOf(chain),
  };
  while (!signal.aborted && !chain.closed) {
    let isAtHead = true;
    try {
      // One reading asks one server only, so nothing of two servers' chains is mixed.
      const steps = await chain.reading(() => look(pass));
      for (const step of steps) {
        yield step;
        pass.cursor = step.cursor;
        if (signal.aborted) return;
        if (step.type === 'progress') isAtHead = step.cursor.next > step.head - confirmations;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (untilHead || (error instanceof LoamError && error.code === 'CHAIN_REORG_TOO_DEEP')) throw error;
      options.onError?.(error);
    }
    if (!isAtHead) continue;
    if (untilHead) return;
    await sleep(options.intervalMs ?? CHAIN_POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}

interface Pass {
  readonly chain: ChainClient;
  readonly signal: AbortSignal;
  readonly confirmations: number;
  cursor: FollowerCursor;
  /** Blocks of one search; shrinks when a server refuses. */
  width: number;
  /** Contract by address, in lower case. */
  readonly names: Map<string, ContractName>;
}

function namesOf(chain: ChainClient): Map<string, ContractName> {
  const names = new Map<string, ContractName>();
  for (const contract of DEPLOYMENT_ORDER)
    for (const address of chain.everyAddress[contract]) names.set(address.toLowerCase(), contract);
  return names;
}

/** One look at the chain: what was left since the last one, or the next blocks, or nothing. */
async function look(pass: Pass): Promise<FollowerStep[]> {
  const { chain, cursor } = pass;
  const newest = Number(await chain.public.getBlockNumber({ cacheTime: 0 }));
  const left = await leave(pass, newest);
  if (left === 'wait') return [];
  if (left.length > 0) return left;
  const end = newest - pass.confirmations;
  for (;;) {
    if (cursor.next > end) return [];
    const last = Math.min(end, cursor.next + Number(LOG_BLOCKS) - 1);
    const before = await headerOf(chain, last);
    const { logs, width } = await readLogs(chain.public, {
      addresses: [...pass.names.keys()] as Hex[],
      from: cursor.next,
      to: last,
      width: pass.width,
      signal: pass.signal,
    });
    pass.width = width;
    if (learnAddresses(pass, logs)) continue;
    const groups = await byBlock(chain, logs);
    const after = await headerOf(chain, last);
    // A block's hash stands for all before it: as it is unchanged, nothing below it has moved while it was read.
    if (groups === undefined || before === undefined || before.hash !== after?.hash) return [];
    return addSteps(pass, groups, before, newest);
  }
}

/** Undoes what the chain has left. `wait`: the server that answers has not seen yet what was seen before. */
async function leave(pass: Pass, newest: number): Promise<FollowerStep[] | 'wait'> {
  const { chain } = pass;
  let { cursor } = pass;
  const { checkpoints, trimmed } = cursor;
  const visible = checkpoints.filter(({ number }) => number <= newest);
  const kept = await countKept(chain, visible);
  if (kept === checkpoints.length) return [];
  // Only the chain of this computer, which nobody else serves, gets shorter without another one taking its place.
  if (kept === visible.length && chain.descriptor.chainId !== LOCAL_CHAIN_ID) return 'wait';
  if (kept === 0 && trimmed) {
    throw new LoamError('CHAIN_REORG_TOO_DEEP', 'The chain has left more blocks than are remembered.', {
      hint: 'Read all events again from the first block.',
    });
  }
  const steps: FollowerStep[] = [];
  for (const { number, hash, events } of checkpoints.slice(kept).reverse()) {
    cursor = retreatCursor(cursor);
    if (events) steps.push({ type: 'undo', block: { number, hash }, cursor });
  }
  return [...steps, { type: 'progress', head: newest, cursor }];
}

/** How many of the checkpoints, counted from the oldest, are part of the chain: it shares a beginning with them. */
async function countKept(chain: ChainClient, checkpoints: readonly Checkpoint[]): Promise<number> {
  let low = 0;
  let high = checkpoints.length;
  // The newest first: mostly it is still there.
  for (let at = high - 1; low < high; at = (low + high) >> 1) {
    const checkpoint = checkpoints[at];
    if (checkpoint === undefined) break;
    if ((await headerOf(chain, checkpoint.number))?.hash === checkpoint.hash) low = at + 1;
    else high = at;
  }
  return low;
}

interface Header {
  readonly number: number;
  readonly hash: Hex;
  readonly timestamp: number;
}

async function headerOf(chain: ChainClient, number: number): Promise<Header | undefined> {
  try {
    const { hash, timestamp } = await chain.public.getBlock({ blockNumber: BigInt(number) });
    return { number, hash, timestamp: Number(timestamp) };
  } catch (error) {
    if (error instanceof BlockNotFoundError) return undefined;
    throw error;
  }
}

/** Takes up contracts that a vote has put in, so that their events are looked for too. @returns whether there are new ones */
function learnAddresses(pass: Pass, logs: readonly Log<bigint, number, false>[]): boolean {
  const before = pass.names.size;
  for (const log of logs) {
    const event = decode(pass, log);
    if (event?.contract !== 'Modules') continue;
    const name = MODULE_ORDER[event.args.module];
    if (name !== undefined) pass.names.set(event.args.now_.toLowerCase(), name);
  }
  return pass.names.size > before;
}

interface BlockLogs {
  readonly header: Header;
  readonly logs: Log<bigint, number, false>[];
}

/** The logs by block, with the blocks' times; undefined when they are of other blocks than the chain has now. */
async function byBlock(
  chain: ChainClient,
  logs: readonly Log<bigint, number, false>[],
): Promise<BlockLogs[] | undefined> {
  const groups = new Map<string, Log<bigint, number, false>[]>();
  for (const log of logs) {
    const key = `${log.blockNumber} ${log.blockHash}`;
    groups.set(key, [...(groups.get(key) ?? []), log]);
  }
  const result: BlockLogs[] = [];
  const all = [...groups.values()];
  for (let i = 0; i < all.length; i += HEADERS_AT_ONCE) {
    const some = all.slice(i, i + HEADERS_AT_ONCE);
    const headers = await Promise.all(some.map(([first]) => headerOf(chain, Number(first?.blockNumber))));
    for (const [k, group] of some.entries()) {
      const header = headers[k];
      if (header === undefined || header.hash !== group[0]?.blockHash) return undefined;
      result.push({ header, logs: group.sort((a, b) => a.logIndex - b.logIndex) });
    }
  }
  return result.sort((a, b) => a.header.number - b.header.number);
}

function addSteps(pass: Pass, groups: readonly BlockLogs[], last: Header, head: number): FollowerStep[] {
  let { cursor } = pass;
  const steps: FollowerStep[] = [];
  for (const { header, logs } of groups) {
    const events = logs.map((log) => decode(pass, log)).filter((event) => event !== undefined);
    if (events.length === 0) continue;
    cursor = advanceCursor(cursor, { number: header.number, hash: header.hash, events: true }, head);
    steps.push({ type: 'add', block: header, events, cursor });
  }
  if (cursor.checkpoints.at(-1)?.number !== last.number)
    cursor = advanceCursor(cursor, { number: last.number, hash: last.hash, events: false }, head);
  return [...steps, { type: 'progress', head, cursor }];
}

/** An event in words of its contract; undefined for one that this build does not know. */
function decode({ names }: Pass, log: Log<bigint, number, false>): FollowedEvent | undefined {
  const contract = names.get(log.address.toLowerCase());
  if (contract === undefined) return undefined;
  try {
    const decoded = decodeEventLog({
      abi: CONTRACT_ABIS[contract] as Abi,
      data: log.data,
      topics: log.topics,
    });
    const { address, logIndex, transactionHash } = log;
    return { contract, address, logIndex, transactionHash, ...decoded } as unknown as FollowedEvent;
  } catch {
    return undefined;
  }
}
