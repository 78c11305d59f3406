import { createORPCClient } from '@orpc/client';
import { RPCLink, type SupportedMessagePort } from '@orpc/client/message-port';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import { LoamError } from '../errors/loam-error.ts';
import { type AbortSignalLike, endOnAbort, isStream } from './end-on-abort.ts';
import { fromTransportError } from './error-transport.ts';
import type { MessagePortLike } from './message-port.ts';

/** What carries a call to the other side: path, input and options in, output or a thrown LoamError out. */
export interface ContractLink {
  call(
    path: readonly string[],
    input: unknown,
    options: {
      context: Record<never, never>;
      signal?: AbortSignalLike | undefined;
      lastEventId?: string | undefined;
    },
  ): Promise<unknown>;
}

/**
 * A typed client of `contract` over a port. Calls and streams fail with the LoamError that the server threw,
 * with `PORT_CLOSED` when the other side is gone, or with the abort's own reason.
 */
export function connectContract<T extends AnyContractRouter>(
  _contract: T,
  port: MessagePortLike,
): ContractRouterClient<T> {
  return createORPCClient(contractLink(port));
}

/** The link beneath {@link connectContract}, for code that chooses the port per call. */
export function contractLink(port: MessagePortLike): ContractLink {
  let closed = false;
  port.addEventListener('close', () => {
    closed = true;
  });
  const link = new RPCLink({
    port: port as SupportedMessagePort,
  });
  port.start?.();
  return {
    async call(path, input, options) {
      const explain = (error: unknown): unknown => {
        if (options.signal?.aborted) return error;
        return closed ? portClosed(error) : fromTransportError(error);
      };
      if (closed) throw portClosed(undefined);
      try {
        const output = await link.call(path, input, options as Parameters<typeof link.call>[2]);
        return isStream(output) ? endOnAbort(output, undefined, explain) : output;
      } catch (error) {
        throw explain(error);
      }
    },
  };
}

function portClosed(cause: unknown): LoamError {
  return new LoamError('PORT_CLOSED', 'The other process is gone.', {
    hint: 'It stopped or crashed; try again once it is back.',
    cause,
  });
}
