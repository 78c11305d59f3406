import { implement } from '@orpc/server';
import { nodeContract } from '../../protocol/api/node-contract.ts';
import { auditRoutes } from './audit-routes.ts';
import { chatRoutes } from './chat-routes.ts';
import { contributionsRoutes } from './contributions-routes.ts';
import { deviceRoutes } from './device-routes.ts';
import { governanceRoutes } from './governance-routes.ts';
import { keysRoutes } from './keys-routes.ts';
import { learnRoutes } from './learn-routes.ts';
import { modelsRoutes } from './models-routes.ts';
import { networkRoutes } from './network-routes.ts';
import type { NodeParts } from './node-parts.ts';
import { systemRoutes } from './system-routes.ts';
import { transactionsRoutes } from './transactions-routes.ts';
import { validatorRoutes } from './validator-routes.ts';
import { walletRoutes } from './wallet-routes.ts';

/** The API contract, implemented; each part of it in a file of its own. */
export function createRouter(parts: NodeParts) {
  const os = implement(nodeContract);
  return os.router({
    system: systemRoutes(os, parts),
    chat: chatRoutes(os, parts),
    models: modelsRoutes(os, parts),
    device: deviceRoutes(os, parts),
    learn: learnRoutes(os, parts),
    contributions: contributionsRoutes(os, parts),
    network: networkRoutes(os, parts),
    transactions: transactionsRoutes(os, parts),
    wallet: walletRoutes(os, parts),
    keys: keysRoutes(os, parts),
    validator: validatorRoutes(os, parts),
    governance: governanceRoutes(os, parts),
    audit: auditRoutes(os, parts),
  });
}

/** The node's router, as hosts serve it. */
export type NodeRouter = ReturnType<typeof createRouter>;
