import { LoamError } from '../../protocol/errors/loam-error.ts';
import { closeDispute } from '../chain/actions/close-dispute.ts';
import { drawJury } from '../chain/actions/draw-jury.ts';
import { rule } from '../chain/actions/rule.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { LOCAL_CHAIN_ID } from '../chain/limits.ts';
import { type OpenDispute, readOpenDisputes } from '../chain/reads/read-open-disputes.ts';
import { rehearse } from '../chain/rehearse.ts';
import { sendTransaction } from '../chain/send-transaction.ts';
import type { Logger } from '../logger.ts';
import { DISPUTE_LOOK_MS } from '../network/limits.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { roleLoop } from './role-loop.ts';

/** What a {@link DisputeKeeper} needs. */
export interface DisputeKeeperOptions {
  readonly chain: ChainClient;
  /** Milliseconds for which others may take a step that is due before this node does. */
  readonly patienceMs: number;
  /** Milliseconds, any origin. */
  readonly now: () => number;
  readonly log: Logger;
}

/** A step of a dispute that anyone may take when it is due. */
interface Step {
  readonly functionName: 'drawJury' | 'rule' | 'close';
  readonly take: (chain: ChainClient, args: { readonly id: bigint }) => Promise<unknown>;
}

const DRAW: Step = { functionName: 'drawJury', take: drawJury };
const RULE: Step = { functionName: 'rule', take: rule };
const CLOSE: Step = { functionName: 'close', take: closeDispute };

/** What the court says to a step that is not due, or that another keeper has taken in this moment. */
const NOT_NOW = new Set([
  'CHAIN_SEED_NOT_READY',
  'CHAIN_TOO_EARLY',
  'CHAIN_WRONG_STATE',
  'CHAIN_ALREADY_DRAWN',
]);

/**
 * Moves disputes on where only a transaction is missing: draws the jury, counts its votes, carries the ruling out. Anyone
 * may, and without it a dispute waits for a person. What parties and jurors decide (evidence, votes, appeals) it leaves to
 * them. Whether a step is due the court is asked itself, by a try that sends nothing.
 */
export class DisputeKeeper {
  readonly #options: DisputeKeeperOptions;
  readonly #closed = new Set<bigint>();
  /** Since when a step is due, or waits for a block of the local chain, by dispute, round and step. */
  readonly #waitedSince = new Map<string, number>();

  constructor(options: DisputeKeeperOptions) {
    this.#options = options;
  }

  /**
   * Takes every step that has been due for long enough.
   *
   * @returns whether any was taken
   * @throws LoamError the first thing that went wrong, after the other disputes had their turn
   */
  async step(): Promise<boolean> {
    const disputes = await readOpenDisputes(this.#options.chain, this.#closed);
    const seen = new Set<string>();
    let taken = false;
    let failure: unknown;
    for (const dispute of disputes) {
      const step = stepOf(dispute);
      if (step === undefined) continue;
      const name = `${dispute.id} ${dispute.round} ${step.functionName}`;
      seen.add(name);
      try {
        if (await this.#takeWhenDue(dispute, step, name)) taken = true;
      } catch (error) {
        failure ??= error;
      }
    }
    for (const name of this.#waitedSince.keys()) if (!seen.has(name)) this.#waitedSince.delete(name);
    if (failure !== undefined) throw failure;
    return taken;
  }

  async #takeWhenDue({ id }: OpenDispute, step: Step, name: string): Promise<boolean> {
    const { chain, log } = this.#options;
    if (chain.account === undefined) return false;
    const from = chain.account.address;
    try {
      await rehearse(chain, from, [
        { contract: 'DisputeCourt', functionName: step.functionName, args: [id] },
      ]);
      if (!this.#isPatienceOver(name)) return false;
      await step.take(chain, { id });
    } catch (error) {
      if (!(error instanceof LoamError) || !NOT_NOW.has(error.code)) throw error;
      // A jury is drawn with a later block's hash, and the local chain makes a block only when somebody sends something.
      const awaitsBlock =
        error.code === 'CHAIN_SEED_NOT_READY' && chain.descriptor.chainId === LOCAL_CHAIN_ID;
      if (awaitsBlock && this.#isPatienceOver(name)) await sendTransaction(chain, { to: from, data: '0x' });
      return false;
    }
    log.info('dispute moved on', { dispute: Number(id), what: step.functionName });
    return true;
  }

  #isPatienceOver(name: string): boolean {
    const { patienceMs, now } = this.#options;
    const since = this.#waitedSince.get(name) ?? now();
    this.#waitedSince.set(name, since);
    return now() - since >= patienceMs;
  }
}

/** Keeps a network's disputes moving until the session ends, see {@link DisputeKeeper}. */
export function keepDisputes(session: NetworkSession, patienceMs: number): Promise<void> {
  const { chain, context } = session;
  const keeper = new DisputeKeeper({ chain, patienceMs, now: context.now, log: context.log });
  let lookedAt = Number.NEGATIVE_INFINITY;
  return roleLoop(session, 'dispute keeper', async () => {
    if (context.now() - lookedAt < DISPUTE_LOOK_MS) return;
    lookedAt = context.now();
    if (await keeper.step()) session.changes.notify();
  });
}

function stepOf({ state, awaitsJury }: OpenDispute): Step | undefined {
  if (state === 'appeal') return CLOSE;
  if (state === 'reveal') return RULE;
  return awaitsJury ? DRAW : undefined;
}
