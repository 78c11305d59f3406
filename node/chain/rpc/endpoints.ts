import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { custom, type Transport } from 'viem';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import {
  RPC_BEHIND_BLOCKS,
  RPC_CHECK_MS,
  RPC_MAX_PAUSE_MS,
  RPC_MAX_RATE_PAUSE_MS,
  RPC_PATIENCE_MS,
  RPC_PAUSE_MS,
  RPC_RATE_PAUSE_MS,
} from '../limits.ts';
import { Endpoint, type RpcCall } from './endpoint.ts';
import { EndpointFailure, endpointFailure } from './endpoint-failure.ts';

/** Settings of {@link RpcEndpoints}. */
export interface RpcEndpointsOptions {
  readonly urls: readonly string[];
  /** The chain that they must be of. */
  readonly chainId: number;
  /** Milliseconds to wait for a server that works. */
  readonly patienceMs?: number;
  readonly now?: () => number;
}

/** How one server does, for people. */
export interface EndpointState {
  readonly url: string;
  readonly host: string;
  /** Milliseconds that its last answer took; null before the first. */
  readonly latencyMs: number | null;
  readonly isUsed: boolean;
  /** What is wrong with it; null when nothing is. */
  readonly problem: string | null;
}

interface Scope {
  readonly deadline: number;
  endpoint?: Promise<Endpoint>;
}

/**
 * The servers of one chain. One of them is asked until it fails; then the healthiest of the others. One that is away,
 * asks for a pause, is of another chain, or is far behind the others is left alone for a while.
 */
export class RpcEndpoints {
  #endpoints: readonly Endpoint[];
  readonly #chainId: number;
  readonly #patienceMs: number;
  readonly #now: () => number;
  readonly #scope = new AsyncLocalStorage<Scope>();
  #current: Endpoint | undefined;
  #checkedAt: number;
  #firstCheck: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: RpcEndpointsOptions) {
    this.#endpoints = options.urls.map((url) => new Endpoint(url));
    this.#chainId = options.chainId;
    this.#patienceMs = options.patienceMs ?? RPC_PATIENCE_MS;
    this.#now = options.now ?? Date.now;
    this.#checkedAt = this.#now();
  }

  /** How the servers do, in the descriptor's order. */
  get states(): EndpointState[] {
    return this.#endpoints.map((endpoint) => ({
      url: endpoint.url,
      host: endpoint.host,
      latencyMs: endpoint.latencyMs,
      isUsed: endpoint === this.#current,
      problem: endpoint.failure?.message ?? null,
    }));
  }

  /** Bytes of requests and answers over HTTP so far, all servers together. */
  traffic(): { sentBytes: number; receivedBytes: number } {
    return {
      sentBytes: this.#endpoints.reduce((sum, { sentBytes }) => sum + sentBytes, 0),
      receivedBytes: this.#endpoints.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0),
    };
  }

  /** For the chain's library; its own retries are not needed. */
  transport(): Transport {
    return custom({ request: (call: RpcCall) => this.#request(call) }, { retryCount: 0 });
  }

  /**
   * Runs a read so that one server answers all of it. When that server fails in the middle, the read begins again at
   * another, so `work` must not change anything. Inside another such read it joins that one.
   *
   * @throws LoamError `CHAIN_UNREACHABLE`, `CHAIN_RATE_LIMITED`, `CHAIN_WRONG_NETWORK`
   */
  async inOne<T>(work: () => Promise<T>): Promise<T> {
    if (this.#scope.getStore() !== undefined) return work();
    const deadline = this.#now() + this.#patienceMs;
    for (;;) {
      try {
        return await this.#scope.run({ deadline }, work);
      } catch (error) {
        this.#goOn(error, deadline);
      }
    }
  }

  /** Asks these servers from now on, those that are known already as they were. */
  use(urls: readonly string[]): void {
    const before = this.#endpoints;
    this.#endpoints = urls.map((url) => before.find((one) => one.url === url) ?? new Endpoint(url));
    for (const endpoint of before) if (!this.#endpoints.includes(endpoint)) endpoint.close();
    // The first of the list is the one to ask.
    this.#current = undefined;
    this.#firstCheck = undefined;
  }

  /** Asks all servers how far they are and leaves those alone that are of another chain or far behind. */
  async check(): Promise<void> {
    this.#checkedAt = this.#now();
    const usable = this.#endpoints.filter((endpoint) => endpoint.retryAt <= this.#now());
    await Promise.all(usable.map((endpoint) => this.#examine(endpoint).catch(() => undefined)));
    for (const endpoint of usable) {
      if (endpoint.failure === undefined && this.#isBehind(endpoint))
        this.#putAside(endpoint, this.#now(), behind());
    }
  }

  /** Ends the connections. */
  close(): void {
    this.#isClosed = true;
    for (const endpoint of this.#endpoints) endpoint.close();
  }

  async #request(call: RpcCall): Promise<unknown> {
    if (this.#endpoints.length > 1) {
      if (this.#now() - this.#checkedAt > RPC_CHECK_MS) void this.check();
      // A server that keeps transactions to itself must not be the only one that has it.
      if (call.method === 'eth_sendRawTransaction') this.#tellOthers(call);
    }
    const scope = this.#scope.getStore();
    if (scope !== undefined) {
      scope.endpoint ??= this.#pick(scope.deadline);
      return this.#serve(await scope.endpoint, call);
    }
    const deadline = this.#now() + this.#patienceMs;
    for (;;) {
      const endpoint = await this.#pick(deadline);
      try {
        return await this.#serve(endpoint, call);
      } catch (error) {
        this.#goOn(error, deadline);
      }
    }
  }

  /** Returns when another try makes sense. @throws the error, or what is wrong with the servers */
  #goOn(error: unknown, deadline: number): void {
    if (!isEndpointFailure(error)) throw error;
    if (this.#isClosed || this.#now() >= deadline) throw this.#explain();
  }

  #tellOthers(call: RpcCall): void {
    for (const endpoint of this.#endpoints) {
      if (endpoint === this.#current || !endpoint.isChecked || endpoint.retryAt > this.#now()) continue;
      void endpoint.ask(call).catch(() => undefined);
    }
  }

  /** Asks a server that was picked. */
  async #serve(endpoint: Endpoint, call: RpcCall): Promise<unknown> {
    const result = await this.#ask(endpoint, call);
    endpoint.failures = 0;
    endpoint.failure = undefined;
    return result;
  }

  /** Asks one server. @throws EndpointFailure when it cannot be used, which it then is not for a while */
  async #ask(endpoint: Endpoint, call: RpcCall): Promise<unknown> {
    const asked = this.#now();
    try {
      const result = await endpoint.ask(call);
      if (call.method === 'eth_blockNumber') endpoint.head = Number(result);
      return result;
    } catch (error) {
      const failure =
        error instanceof EndpointFailure ? error : endpointFailure(error, call.method, this.#now());
      if (failure === undefined) throw error;
      this.#putAside(endpoint, asked, failure);
      throw failure;
    }
  }

  /** A server that can be asked now; waits for one, but not beyond `deadline`. */
  async #pick(deadline: number): Promise<Endpoint> {
    // How far one is shows only beside the others.
    if (this.#endpoints.length > 1) {
      this.#firstCheck ??= this.check();
      await this.#firstCheck;
    }
    for (let isLast = false; ; ) {
      const now = this.#now();
      const ready = this.#endpoints
        .filter(({ retryAt, failure }) => retryAt <= now || (isLast && failure?.kind === 'down'))
        .sort((a, b) => Number(b === this.#current) - Number(a === this.#current) || a.failures - b.failures);
      for (const endpoint of ready) {
        if (!endpoint.isChecked) await this.#examine(endpoint).catch(() => undefined);
        if (!endpoint.isChecked) continue;
        this.#current = endpoint;
        return endpoint;
      }
      if (this.#endpoints.every(({ failure }) => failure?.kind === 'wrong-chain')) throw this.#explain();
      const next = Math.min(...this.#endpoints.map(({ retryAt }) => retryAt));
      if (
        isLast ||
        this.#isClosed ||
        (next > deadline && !this.#endpoints.some(({ failure }) => failure?.kind === 'down'))
      )
        throw this.#explain();
      isLast = next >= deadline;
      await sleep(Math.max(0, Math.min(next, deadline) - this.#now()));
    }
  }

  /** Asks a server which chain it is of, and how far it is when there are others. */
  async #examine(endpoint: Endpoint): Promise<void> {
    const asked = this.#now();
    if (!endpoint.isChecked) {
      const id = Number(await this.#ask(endpoint, { method: 'eth_chainId' }));
      if (id !== this.#chainId) {
        this.#putAside(endpoint, asked, new EndpointFailure('wrong-chain', `is of the chain ${id}`));
        return;
      }
    }
    if (this.#endpoints.length > 1) {
      await this.#ask(endpoint, { method: 'eth_blockNumber' });
      if (this.#isBehind(endpoint)) {
        this.#putAside(endpoint, asked, behind());
        return;
      }
    }
    endpoint.isChecked = true;
  }

  /** Whether others are far ahead. Of three or more a single one that claims to be ahead does not count. */
  #isBehind({ head }: Endpoint): boolean {
    const heads = this.#endpoints.map((endpoint) => endpoint.head).sort((a, b) => b - a);
    const reference = heads[heads.length > 2 ? 1 : 0] ?? 0;
    return head + RPC_BEHIND_BLOCKS < reference;
  }

  #putAside(endpoint: Endpoint, asked: number, failure: EndpointFailure): void {
    endpoint.isChecked = false;
    endpoint.failure = failure;
    if (this.#current === endpoint) this.#current = undefined;
    // Requests that were under way together fail together; that is one failure.
    if (asked < endpoint.failedAt) return;
    endpoint.failedAt = this.#now();
    const isDown = failure.kind === 'down';
    const first = isDown ? RPC_PAUSE_MS : RPC_RATE_PAUSE_MS;
    const pause = Math.min(first * 2 ** Math.min(endpoint.failures, 20), RPC_MAX_PAUSE_MS);
    endpoint.failures++;
    endpoint.retryAt = endpoint.failedAt + Math.min(failure.waitMs ?? pause, RPC_MAX_RATE_PAUSE_MS);
  }

  #explain(): LoamError {
    const failures = this.#endpoints.flatMap(({ failure }) => failure ?? []);
    const servers = this.#endpoints.map(
      ({ host, failure }) => `${host} ${failure?.message ?? 'is not ready'}`,
    );
    const data = { servers: servers.join('; '), expected: this.#chainId };
    if (failures.length > 0 && failures.every(({ kind }) => kind === 'wrong-chain')) {
      return new LoamError(
        'CHAIN_WRONG_NETWORK',
        `The network is on the chain ${this.#chainId}, but ${servers.join(', ')}.`,
        {
          hint: 'The network’s file names another chain than the one at its address.',
          data,
        },
      );
    }
    if (
      failures.some(({ kind }) => kind === 'rate-limited') &&
      !failures.some(({ kind }) => kind === 'down')
    ) {
      const seconds = Math.ceil(
        (Math.min(...this.#endpoints.map(({ retryAt }) => retryAt)) - this.#now()) / 1_000,
      );
      return new LoamError(
        'CHAIN_RATE_LIMITED',
        `The chain’s server asks for a pause of ${Math.max(1, seconds)} s.`,
        {
          hint: 'Wait, or add another server to the network’s file.',
          data,
        },
      );
    }
    return new LoamError('CHAIN_UNREACHABLE', `The chain does not answer: ${servers.join(', ')}.`, {
      hint: 'Check that it runs; Loam tries again.',
      data,
    });
  }
}

function behind(): EndpointFailure {
  return new EndpointFailure('behind', 'is behind the others');
}

function isEndpointFailure(error: unknown): boolean {
  for (let e = error, depth = 0; e !== undefined && e !== null && depth < 12; depth++) {
    if (e instanceof EndpointFailure) return true;
    e = (e as { cause?: unknown }).cause;
  }
  return false;
}
