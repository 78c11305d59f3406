import { createRouterClient } from '@orpc/server';
import type { LoamNode } from '../node/node.ts';
import type { NodeClient } from '../node/process/connect.ts';
import { fromTransportError } from '../protocol/api/error-transport.ts';

/** Typed calls to a node in this process, by the same contract as from anywhere else. */
export function localClient(node: LoamNode): NodeClient {
  return createRouterClient(node.router, {
    interceptors: [
      async ({ next }) =>
        next().catch((e: unknown) => {
          throw fromTransportError(e);
        }),
    ],
  }) as NodeClient;
}
