import { getAddress, isAddressEqual } from 'viem';
import type {
  Prepared,
  PreparedStep,
  SendProgress,
  WalletAction,
} from '../../protocol/api/wallet-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { sendTransaction } from '../chain/send-transaction.ts';
import { type Fees, readFees } from '../chain/transactions/fees.ts';
import { callHash } from '../chain/transactions/transaction-journal.ts';
import type { NetworkSession } from '../network/network-session.ts';
import type { NodeContext } from '../node-context.ts';
import { decodeStep } from './decode-step.ts';
import { Ledger } from './ledger.ts';
import { ledgerCsv } from './ledger-csv.ts';
import { MAX_PREPARED, PREPARED_MS } from './limits.ts';
import { makeReceipt } from './make-receipt.ts';
import { type MessageAction, readTypedData, signMessage } from './message-to-sign.ts';
import type { Plan } from './plan.ts';
import { type PlannedAction, planAction } from './plan-action.ts';
import { gasLimit, type Tried, trySteps } from './try-steps.ts';

/** What of a joined network the wallet needs. */
export type WalletSession = Pick<NetworkSession, 'chain' | 'address' | 'descriptor'> & {
  readonly context: Pick<NetworkSession['context'], 'keystore'>;
};

interface Waiting {
  readonly prepared: Prepared;
  readonly session: WalletSession;
}

/** What the owner's account signs by hand: looked at first, then sent exactly as it was looked at. */
export class WalletService {
  readonly #context: Pick<NodeContext, 'now' | 'random' | 'hub'>;
  readonly #waiting = new Map<string, Waiting>();
  readonly #ledgers = new WeakMap<WalletSession, Ledger>();

  constructor(context: Pick<NodeContext, 'now' | 'random' | 'hub'>) {
    this.#context = context;
  }

  /**
   * Works an action out: its transactions, what they move and cost, and whether the chain would take them. Signs nothing.
   *
   * @param account another account than the node's, whose own wallet is to sign
   * @throws LoamError `SIGN_NODE_ONLY`, `SIGN_TYPED_DATA`, `WALLET_NOTHING_DUE`, `CHAIN_UNREACHABLE`
   */
  async prepare(session: WalletSession, action: WalletAction, account?: Hex): Promise<Prepared> {
    const { chain } = session;
    const from =
      account === undefined || isAddressEqual(account, session.address) ? session.address : account;
    const [plan, tried, fees] =
      action.kind === 'message' || action.kind === 'typedData'
        ? [messagePlan(chain, action), NOTHING_TRIED, null]
        : await this.#look(chain, from, action);
    const steps = plan.steps.map((step, i): PreparedStep => {
      const earlier = chain.journal?.peekUndelivered(callHash(step.to, step.data, step.value))?.hash;
      return {
        ...decodeStep(chain, step),
        to: getAddress(step.to),
        data: step.data,
        value: step.value.toString(),
        gas: gasLimit(tried.gas[i] ?? null).toString(),
        earlier: (from === session.address ? earlier : null) ?? null,
      };
    });
    const prepared: Prepared = {
      id: Buffer.from(this.#context.random(16)).toString('hex'),
      action,
      from,
      network: { name: session.descriptor.name, chainId: session.descriptor.chainId },
      expiresAt: this.#context.now() + PREPARED_MS,
      moves: [...plan.moves],
      steps,
      fee: fees === null ? null : feeOf(steps, tried, fees),
      simulation: tried.simulation,
    };
    this.#keep({ prepared, session });
    return prepared;
  }

  /**
   * Signs and sends what was prepared, step by step. The sending goes on when the reader leaves.
   *
   * @throws LoamError `SIGN_UNKNOWN`, `SIGN_EXPIRED`, `SIGN_CHANGED` when the network was left since, `SIGN_ELSEWHERE`, what the
   * chain refuses
   */
  async *send(session: WalletSession, id: string): AsyncGenerator<SendProgress, void, void> {
    const prepared = this.#take(session, id);
    const { action, steps } = prepared;
    const of = steps.length;
    const hashes: Hex[] = [];
    let signature: Hex | null = null;
    yield { step: 0, of, done: false, hashes: [], signature };
    if (action.kind === 'message' || action.kind === 'typedData')
      signature = await signMessage(session.context.keystore.signer.account, session.chain, action);
    // Begun at once and all of them, so that a reader who leaves does not leave half of it undone.
    const sent: Promise<Hex>[] = [];
    let before: Promise<unknown> = Promise.resolve();
    for (const { to, data, value } of steps) {
      const next = before
        .then(() => sendTransaction(session.chain, { to, data, value: BigInt(value) }))
        .then(({ transactionHash }) => transactionHash);
      next.catch(() => undefined);
      sent.push(next);
      before = next;
    }
    for (const [i, hash] of sent.entries()) {
      try {
        hashes.push(await hash);
      } finally {
        this.#context.hub.notify();
      }
      if (i + 1 < of) yield { step: i + 1, of, done: false, hashes: [...hashes], signature };
    }
    yield { step: of, of, done: true, hashes, signature };
  }

  /** Every movement of LOAM of the session's account. */
  ledger(session: WalletSession): Ledger {
    const known = this.#ledgers.get(session) ?? new Ledger(session.chain, session.address);
    this.#ledgers.set(session, known);
    return known;
  }

  /** The movements of a stretch of time as CSV. @param range first second, and the one after the last, since 1970 */
  async csv(session: WalletSession, range: Range): Promise<{ name: string; text: string }> {
    const entries = (await this.ledger(session).read()).filter(({ at }) => at >= range.from && at < range.to);
    return { name: `loam-${nameOf(range)}.csv`, text: ledgerCsv(entries) };
  }

  /** What was earned in a stretch of time, signed. @throws LoamError `RECEIPT_EMPTY`, `RECEIPT_TOO_LONG` */
  async receipt(session: WalletSession, range: Range): Promise<{ name: string; text: string }> {
    const { signer } = session.context.keystore;
    const receipt = await makeReceipt(session.chain, signer, await this.ledger(session).read(), range);
    return { name: `loam-receipt-${nameOf(range)}.json`, text: `${JSON.stringify(receipt, null, 2)}\n` };
  }

  async #look(chain: ChainClient, from: Hex, action: PlannedAction): Promise<[Plan, Tried, Fees | null]> {
    const plan = await planAction(chain, from, action);
    const [tried, fees] = await Promise.all([
      trySteps(chain, from, plan.steps),
      chain.reading(() => readFees(chain)).catch(() => null),
    ]);
    return [plan, tried, fees];
  }

  #keep(waiting: Waiting): void {
    this.#waiting.set(waiting.prepared.id, waiting);
    for (const id of this.#waiting.keys()) {
      if (this.#waiting.size <= MAX_PREPARED) break;
      this.#waiting.delete(id);
    }
  }

  #take(session: WalletSession, id: string): Prepared {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (waiting === undefined)
      throw again('SIGN_UNKNOWN', 'This is not known here, or it was signed already.');
    const { prepared } = waiting;
    if (prepared.expiresAt < this.#context.now())
      throw again('SIGN_EXPIRED', 'This was looked at too long ago.');
    if (waiting.session !== session)
      throw again('SIGN_CHANGED', 'The network was left since this was looked at.');
    if (prepared.from !== session.address) {
      throw new LoamError('SIGN_ELSEWHERE', 'Another wallet has to sign this.', {
        hint: 'Sign it in the wallet whose account it is.',
      });
    }
    return prepared;
  }
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** First and last day of a stretch of time, for a file's name. */
function nameOf({ from, to }: Range): string {
  const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
  return `${day(from)}-to-${day(to - 1)}`;
}

const NOTHING_TRIED: Tried = { simulation: { ok: true, isWhole: true }, gas: [] };

function messagePlan(chain: ChainClient, action: MessageAction): Plan {
  if (action.kind === 'typedData') readTypedData(chain, action.json);
  return { steps: [], moves: [] };
}

function feeOf(steps: readonly PreparedStep[], tried: Tried, { maxFee }: Fees): Prepared['fee'] {
  const limits = steps.reduce((sum, { gas }) => sum + BigInt(gas), 0n);
  const used = steps.reduce((sum, { gas }, i) => sum + (tried.gas[i] ?? BigInt(gas)), 0n);
  return {
    likely: (used * maxFee).toString(),
    most: (limits * maxFee).toString(),
    maxFeePerGas: maxFee.toString(),
    isGuess: tried.gas.some((gas) => gas === null),
  };
}

function again(code: string, message: string): LoamError {
  return new LoamError(code, message, { hint: 'Look at it again; nothing was signed.' });
}
