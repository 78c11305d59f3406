import type { ContractRouterClient } from '@orpc/contract';
import { connectContract } from '../../protocol/api/connect-contract.ts';
import type { MessagePortLike } from '../../protocol/api/message-port.ts';
import { nodeContract } from '../../protocol/api/node-contract.ts';
import { workerContract } from '../../protocol/api/worker-contract.ts';

/** Typed calls to a node. */
export type NodeClient = ContractRouterClient<typeof nodeContract>;

/** Typed calls to a worker. */
export type WorkerClient = ContractRouterClient<typeof workerContract>;

/** Calls a node over a port; failures are LoamErrors. */
export function connectNode(port: MessagePortLike): NodeClient {
  return connectContract(nodeContract, port);
}

/** Calls a worker over a port; failures are LoamErrors. */
export function connectWorker(port: MessagePortLike): WorkerClient {
  return connectContract(workerContract, port);
}
