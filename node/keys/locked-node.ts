import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import { type AnyRouter, implement } from '@orpc/server';
import type { MessagePortLike } from '../../protocol/api/message-port.ts';
import type { Status } from '../../protocol/api/network-schemas.ts';
import { nodeContract } from '../../protocol/api/node-contract.ts';
import { serveRouter } from '../../protocol/api/serve-router.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { LOAM_VERSION } from '../../protocol/version.ts';
import type { NodeConfig } from '../config.ts';

/** Errors after which a person can open the keys without leaving the app. */
const CURABLE: ReadonlySet<string> = new Set([
  'KEYS_UNPROTECTED',
  'KEYS_PASSPHRASE_NEEDED',
  'KEYS_PASSPHRASE_WRONG',
  'KEYS_KEYCHAIN_LOCKED',
]);

/** Whether a node that does not start waits for its owner instead of giving up. */
export function isCurable(error: unknown): error is LoamError {
  return error instanceof LoamError && CURABLE.has(error.code);
}

/**
 * Stands in for a node whose keys are not open: it says why, takes a passphrase or asks the keychain again, and refuses
 * everything else. Once the keys are open its connections close, and whoever connects again finds the node.
 */
export class LockedNode<T> {
  /** The node, once the keys are open. */
  readonly opened: Promise<T>;
  readonly #config: Pick<NodeConfig, 'host' | 'threads'>;
  readonly #ports: MessagePortLike[] = [];
  readonly #router: AnyRouter;
  readonly #open: (passphrase: string | undefined) => Promise<T>;
  readonly #closed = new AbortController();
  #error: LoamError;
  #trying = false;
  #resolve: (node: T) => void = () => undefined;

  /** @param open starts the node, with a passphrase where one is given; rejects as `startNode` does */
  constructor(
    config: Pick<NodeConfig, 'host' | 'threads'>,
    error: LoamError,
    open: (passphrase: string | undefined) => Promise<T>,
  ) {
    this.#config = config;
    this.#error = error;
    this.#open = open;
    this.opened = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#router = this.#build();
  }

  serve(port: MessagePortLike): void {
    this.#ports.push(port);
    serveRouter(this.#router, port);
  }

  #status(): Status {
    const state = this.#error.code === 'KEYS_UNPROTECTED' ? 'unprotected' : 'locked';
    const byPassphrase = /^KEYS_PASSPHRASE/.test(this.#error.code);
    return {
      host: this.#config.host,
      version: LOAM_VERSION,
      model: { state: 'loading', name: '', parameters: 0, error: null },
      device: { provider: 'CPU', threads: this.#config.threads },
      learning: { state: 'idle', reason: null },
      keys: {
        state,
        protectedBy: state === 'unprotected' ? null : byPassphrase ? 'passphrase' : 'keychain',
        sentence: this.#error.sentence,
      },
      network: { state: 'off', name: null, chainId: null, sentence: 'The keys are not open yet.' },
      wallet: null,
      peers: { count: 0, addresses: [] },
      roles: [],
      modelVersion: 0,
      epoch: null,
    };
  }

  #build(): AnyRouter {
    const os = implement(nodeContract);
    const refusing = refuseAll(nodeContract) as { system: object };
    return {
      ...refusing,
      system: {
        ...refusing.system,
        status: os.system.status.handler(() => this.#status()),
        watch: os.system.watch.handler(
          async function* (this: LockedNode<T>, { signal }: { signal?: AbortSignal | undefined }) {
            yield this.#status();
            await untilAborted(signal, this.#closed.signal);
          }.bind(this),
        ),
        unlock: os.system.unlock.handler(({ input }) => this.#try(input.passphrase)),
        // New keys under a passphrase are made by opening them with one.
        setPassphrase: os.system.setPassphrase.handler(({ input }) => {
          if (this.#error.code !== 'KEYS_UNPROTECTED') throw locked();
          return this.#try(input.passphrase);
        }),
      },
    } as unknown as AnyRouter;
  }

  async #try(passphrase: string | undefined): Promise<Record<string, never>> {
    if (this.#trying) throw new LoamError('KEYS_BUSY', 'The keys are being opened right now.');
    this.#trying = true;
    try {
      const node = await this.#open(passphrase);
      this.#closed.abort();
      // The answer goes out before its connection closes.
      setTimeout(() => {
        for (const port of this.#ports) port.close?.();
      }, 50);
      this.#resolve(node);
      return {};
    } catch (error) {
      // A wrong passphrase does not change why a person is asked.
      if (isCurable(error) && error.code !== 'KEYS_PASSPHRASE_WRONG') this.#error = error;
      throw error;
    } finally {
      this.#trying = false;
    }
  }
}

/** The contract with every procedure refusing. */
function refuseAll(part: object): unknown {
  if (isContractProcedure(part)) {
    const procedure = implement(part as AnyContractProcedure) as unknown as {
      handler(work: () => never): unknown;
    };
    return procedure.handler(() => {
      throw locked();
    });
  }
  return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, refuseAll(inner as object)]));
}

function locked(): LoamError {
  return new LoamError('KEYS_LOCKED', 'The keys that protect what is stored are not open yet.', {
    hint: 'Open them with the passphrase or the keychain first.',
  });
}

function untilAborted(...signals: readonly (AbortSignal | undefined)[]): Promise<void> {
  const any = AbortSignal.any(signals.filter((signal) => signal !== undefined));
  return new Promise((resolve) => {
    if (any.aborted) resolve();
    else any.addEventListener('abort', () => resolve(), { once: true });
  });
}
