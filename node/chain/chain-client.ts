import {
  type Chain,
  createPublicClient,
  createWalletClient,
  defineChain,
  fallback,
  http,
  type LocalAccount,
  type PublicClient,
  type Transport,
  type WalletClient,
  webSocket,
} from 'viem';
import { type ContractName, DEPLOYMENT_ORDER } from '../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { ChainMemory } from './chain-memory.ts';
import { readEveryAddress } from './every-address.ts';
import { explainChainError } from './explain-chain-error.ts';
import { CHAIN_POLL_MS, LOCAL_CHAIN_ID, RPC_RETRIES, RPC_TIMEOUT_MS } from './limits.ts';

/** A connection to one network's chain, able to sign when it has an account. Pass it to the verbs in actions/ and reads/. */
export interface ChainClient {
  /** The network, with the contracts' addresses of when the connection was made: a vote may have replaced some. */
  readonly descriptor: NetworkDescriptor;
  /** All addresses that each contract ever had, the present one first: events of the past are at the old ones. */
  readonly everyAddress: Readonly<Record<ContractName, readonly Hex[]>>;
  /** For reading. Prefer the verbs; their errors are explained. */
  readonly public: PublicClient<Transport, Chain>;
  readonly wallet: WalletClient<Transport, Chain, LocalAccount> | undefined;
  readonly account: LocalAccount | undefined;
  /**
   * The block that reads look at. The local chain mines only for transactions, so its last block may be old and
   * time-driven phases seem to stand still; its pending block has the time of now.
   */
  readonly blockTag: 'pending' | 'latest';
  /** Blocks on top of a transaction's before it counts, itself included. */
  readonly confirmations: number;
  /** Runs `work` when all earlier work of this account is done, so that no two transactions take one nonce. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Runs a read; what fails is explained as a LoamError. */
  reading<T>(work: () => Promise<T>): Promise<T>;
  /** What was read before and need not be read again. */
  readonly memory: ChainMemory;
  close(): void;
  readonly closed: boolean;
}

/** Settings of {@link createChainClient}. */
export interface ChainClientOptions {
  readonly descriptor: NetworkDescriptor;
  readonly account?: LocalAccount | undefined;
  readonly confirmations?: number;
  /** Tries after a lost connection. */
  readonly retries?: number;
  /** Puts something between this client and the chain: an audit records what it reads, and later reads it from a file. */
  readonly wrapTransport?: (transport: Transport) => Transport;
}

/**
 * Connects to a network's chain and checks that it is the right one.
 *
 * @throws LoamError `CHAIN_UNREACHABLE`, `CHAIN_WRONG_NETWORK` when the chain has another id
 */
export async function createChainClient(options: ChainClientOptions): Promise<ChainClient> {
  const { descriptor, account } = options;
  const direct = transportOf(descriptor, options.retries ?? RPC_RETRIES);
  const transport = options.wrapTransport?.(direct) ?? direct;
  const chain = defineChain({
    id: descriptor.chainId,
    name: descriptor.name,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [...descriptor.rpcUrls] } },
  });
  const shared = { chain, transport, cacheTime: 0, pollingInterval: CHAIN_POLL_MS } as const;
  const client = createPublicClient(shared);
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;
  const reading = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) throw new LoamError('CHAIN_CLOSED', 'The connection to the chain is closed.');
    try {
      return await work();
    } catch (error) {
      throw explainChainError(error);
    }
  };
  const found = await reading(() => client.getChainId());
  if (found !== descriptor.chainId) {
    throw new LoamError('CHAIN_WRONG_NETWORK', `The chain has the id ${found}, not ${descriptor.chainId}.`, {
      hint: 'The network’s file names another chain than the one at its address.',
      data: { expected: descriptor.chainId, actual: found },
    });
  }
  const everyAddress = await reading(() => readEveryAddress(client, descriptor));
  const contracts = Object.fromEntries(
    DEPLOYMENT_ORDER.map((contract) => [contract, everyAddress[contract][0]]),
  ) as NetworkDescriptor['contracts'];
  return {
    descriptor: { ...descriptor, contracts },
    everyAddress,
    public: client,
    wallet: account === undefined ? undefined : createWalletClient({ ...shared, account }),
    account,
    blockTag: descriptor.chainId === LOCAL_CHAIN_ID ? 'pending' : 'latest',
    confirmations: options.confirmations ?? 1,
    inTurn(work) {
      const mine = turn.then(work, work);
      turn = mine.catch(() => undefined);
      return mine;
    },
    reading,
    memory: new ChainMemory(),
    close() {
      closed = true;
    },
    get closed() {
      return closed;
    },
  };
}

function transportOf(descriptor: NetworkDescriptor, retries: number): Transport {
  const settings = { retryCount: retries, retryDelay: 150, timeout: RPC_TIMEOUT_MS };
  const transports = descriptor.rpcUrls.map((url) =>
    url.startsWith('ws') ? webSocket(url, settings) : http(url, settings),
  );
  const [only] = transports;
  return transports.length === 1 && only !== undefined ? only : fallback(transports);
}
