import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { anvilPath } from '../../node/chain/anvil-path.ts';
import { freePorts } from '../../node/network/free-ports.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';

/** Gas that each transaction may use: what EIP-7825 allows. */
const MAX_GAS = '0x1000000';
/** Transactions in one block, and receipts asked for in one message. */
const REQUESTS_AT_ONCE = 250;
const START_MS = 15_000;
const RETRY_MS = 50;

/** A call to send as a transaction; without `to` it creates a contract. */
export interface Call {
  readonly from: Hex;
  readonly to?: Hex;
  readonly data: Hex;
}

/** What a transaction left. */
export interface Receipt {
  readonly gas: number;
  readonly contract: Hex | null;
  readonly logs: readonly { readonly address: Hex; readonly topics: readonly Hex[]; readonly data: Hex }[];
}

interface RawReceipt {
  readonly status: Hex;
  readonly gasUsed: Hex;
  readonly contractAddress: Hex | null;
  readonly logs: Receipt['logs'];
}

/** A chain of our own without prices, on which every account can be acted for. Ends with {@link BenchChain.stop}. */
export class BenchChain {
  readonly #url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, process: ChildProcess) {
    this.#url = url;
    this.#process = process;
  }

  static async start(): Promise<BenchChain> {
    const [port = 0] = await freePorts(1);
    const child = spawn(
      anvilPath(),
      [
        ...['--port', String(port), '--silent', '--auto-impersonate', '--no-request-size-limit'],
        ...['--gas-limit', '1000000000', '--base-fee', '0', '--order', 'fifo'],
        // Blocks of many transactions: a block of its own for each takes many times as long.
        ...['--no-mining', '--prune-history'],
      ],
      { stdio: 'ignore' },
    );
    const chain = new BenchChain(`http://127.0.0.1:${port}`, child);
    const until = Date.now() + START_MS;
    for (;;) {
      try {
        await chain.request('eth_chainId', []);
        return chain;
      } catch (error) {
        if (Date.now() > until || child.exitCode !== null) throw error;
        await sleep(RETRY_MS);
      }
    }
  }

  stop(): void {
    this.#process.kill('SIGTERM');
  }

  /** One answer. */
  async request(method: string, params: readonly unknown[]): Promise<unknown> {
    const [answer] = await this.#post([{ method, params }]);
    return answer;
  }

  /** Sends transactions in order and waits for all of them. @throws Error with the contract's answer when one fails */
  async send(calls: readonly Call[]): Promise<Receipt[]> {
    const receipts: Receipt[] = [];
    for (let i = 0; i < calls.length; i += REQUESTS_AT_ONCE) {
      const part = calls.slice(i, i + REQUESTS_AT_ONCE);
      const hashes: Hex[] = [];
      // One by one: the chain does not keep the order of what one message asks for.
      for (const call of part) {
        const transaction = { ...call, gas: MAX_GAS, gasPrice: '0x0' };
        hashes.push((await this.request('eth_sendTransaction', [transaction])) as Hex);
      }
      await this.request('evm_mine', []);
      for (const [j, raw] of (await this.#receipts(hashes)).entries()) {
        if (raw.status !== '0x1') await this.#explain(part[j] as Call);
        receipts.push({ gas: Number(raw.gasUsed), contract: raw.contractAddress, logs: raw.logs });
      }
    }
    return receipts;
  }

  /** Lets time pass. */
  async wait(seconds: number): Promise<void> {
    await this.request('evm_increaseTime', [seconds]);
    await this.request('evm_mine', []);
  }

  async #receipts(hashes: readonly Hex[]): Promise<RawReceipt[]> {
    for (;;) {
      const found = await this.#post(
        hashes.map((hash) => ({ method: 'eth_getTransactionReceipt', params: [hash] })),
      );
      if (!found.includes(null)) return found as RawReceipt[];
      await sleep(RETRY_MS);
    }
  }

  async #explain(call: Call): Promise<never> {
    await this.request('eth_call', [{ ...call, gas: MAX_GAS }, 'latest']);
    throw new Error('A transaction failed that would succeed now.');
  }

  async #post(requests: readonly { method: string; params: readonly unknown[] }[]): Promise<unknown[]> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(requests.map((request, id) => ({ jsonrpc: '2.0', id, ...request }))),
    });
    const answers = (await response.json()) as { id: number; result?: unknown; error?: unknown }[];
    return answers
      .sort((a, b) => a.id - b.id)
      .map(({ result, error }) => {
        if (error !== undefined) throw new Error(`The chain answers ${JSON.stringify(error)}`);
        return result ?? null;
      });
  }
}
