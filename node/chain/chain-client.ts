import {
  type Chain,
  createPublicClient,
  defineChain,
  type LocalAccount,
  type PublicClient,
  type Transport,
} from 'viem';
import { type ContractName, DEPLOYMENT_ORDER } from '../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import type { Database } from '../database/open-database.ts';
import { ChainMemory } from './chain-memory.ts';
import { readEveryAddress } from './every-address.ts';
import { explainChainError } from './explain-chain-error.ts';
import { CHAIN_POLL_MS, LOCAL_CHAIN_ID, PUBLIC_CONFIRMATIONS, STUCK_MS } from './limits.ts';
import { type EndpointState, RpcEndpoints } from './rpc/endpoints.ts';
import { TransactionJournal } from './transactions/transaction-journal.ts';

/** A connection to one network's chain, able to sign when it has an account. Pass it to the verbs in actions/ and reads/. */
export interface ChainClient {
  /** The network, with the contracts' addresses of when the connection was made: a vote may have replaced some. */
  readonly descriptor: NetworkDescriptor;
  /** All addresses that each contract ever had, the present one first: events of the past are at the old ones. */
  readonly everyAddress: Readonly<Record<ContractName, readonly Hex[]>>;
  /** For reading. Prefer the verbs; their errors are explained. */
  readonly public: PublicClient<Transport, Chain>;
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
  /**
   * Runs a read; what fails is explained as a LoamError. One server answers all of it, also what reads inside it ask;
   * when that server fails, the read begins again at another. So it must not change anything.
   */
  reading<T>(work: () => Promise<T>): Promise<T>;
  /** What was read before and need not be read again. */
  readonly memory: ChainMemory;
  /** What this account has sent; undefined without an account. */
  readonly journal: TransactionJournal | undefined;
  /** Where it keeps what must outlive the process. */
  readonly db: Database | undefined;
  /** Milliseconds after which a transaction that is not mined is sent again with higher fees. */
  readonly stuckMs: number;
  /** How the chain's servers do. */
  readonly servers: readonly EndpointState[];
  /** Asks other servers from now on, in this order. They must have been checked. */
  askServers(urls: readonly string[]): void;
  /** Bytes of requests and answers over HTTP so far. */
  traffic(): { readonly sentBytes: number; readonly receivedBytes: number };
  close(): void;
  readonly closed: boolean;
}

/** Settings of {@link createChainClient}. */
export interface ChainClientOptions {
  readonly descriptor: NetworkDescriptor;
  readonly account?: LocalAccount | undefined;
  /** One on the local chain and {@link PUBLIC_CONFIRMATIONS} on others unless given. */
  readonly confirmations?: number;
  /** Keeps what is sent, over restarts; without one it is kept as long as the process lives. */
  readonly db?: Database | undefined;
  readonly now?: () => number;
  readonly stuckMs?: number;
  /** Milliseconds that a call waits for a server that works. */
  readonly patienceMs?: number;
  /** Puts something between this client and the chain: an audit records what it reads, and later reads it from a file. */
  readonly wrapTransport?: (transport: Transport) => Transport;
}

/**
 * Connects to a network's chain and checks that it is the right one. Of several servers those that are of another chain
 * or behind are left alone.
 *
 * @throws LoamError `CHAIN_UNREACHABLE`, `CHAIN_RATE_LIMITED`, `CHAIN_WRONG_NETWORK` when all servers are of another chain
 */
export async function createChainClient(options: ChainClientOptions): Promise<ChainClient> {
  const { descriptor, account, now = Date.now } = options;
  const { chainId, rpcUrls } = descriptor;
  const { patienceMs } = options;
  const endpoints = new RpcEndpoints({
    urls: rpcUrls,
    chainId,
    now,
    ...(patienceMs === undefined ? {} : { patienceMs }),
  });
  const direct = endpoints.transport();
  const transport = options.wrapTransport?.(direct) ?? direct;
  const chain = defineChain({
    id: chainId,
    name: descriptor.name,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [...rpcUrls] } },
  });
  const client = createPublicClient({ chain, transport, cacheTime: 0, pollingInterval: CHAIN_POLL_MS });
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;
  const reading = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) throw new LoamError('CHAIN_CLOSED', 'The connection to the chain is closed.');
    try {
      return await endpoints.inOne(work);
    } catch (error) {
      throw explainChainError(error);
    }
  };
  const found = await reading(() => client.getChainId());
  if (found !== chainId) {
    throw new LoamError('CHAIN_WRONG_NETWORK', `The chain has the id ${found}, not ${chainId}.`, {
      hint: 'The network’s file names another chain than the one at its address.',
      data: { expected: chainId, actual: found },
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
    account,
    blockTag: descriptor.chainId === LOCAL_CHAIN_ID ? 'pending' : 'latest',
    confirmations: options.confirmations ?? (chainId === LOCAL_CHAIN_ID ? 1 : PUBLIC_CONFIRMATIONS),
    inTurn(work) {
      const mine = turn.then(work, work);
      turn = mine.catch(() => undefined);
      return mine;
    },
    reading,
    memory: new ChainMemory(),
    journal:
      account === undefined
        ? undefined
        : new TransactionJournal({
            owner: { network: descriptor.id, account: account.address },
            db: options.db,
            now,
          }),
    db: options.db,
    stuckMs: options.stuckMs ?? STUCK_MS,
    traffic: () => endpoints.traffic(),
    get servers() {
      return endpoints.states;
    },
    askServers: (urls) => endpoints.use(urls),
    close() {
      closed = true;
      endpoints.close();
    },
    get closed() {
      return closed;
    },
  };
}
