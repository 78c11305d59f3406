import type { ContractRouterClient } from '@orpc/contract';
import type { nodeContract } from '../../protocol/api/node-contract.ts';

/** The node's API as the page calls it. */
export type NodeClient = ContractRouterClient<typeof nodeContract>;
