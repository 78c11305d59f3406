import { RPCLink } from '@orpc/client/websocket';
import { endOnAbort, isStream } from '../../protocol/api/end-on-abort.ts';
import { fromTransportError } from '../../protocol/api/error-transport.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { transportWords } from '../words/transport-words.ts';
import type { Channel } from './channel.ts';

/**
 * Connects to the server that the page came from; the session's cookie goes along.
 *
 * @throws LoamError `NOT_CONNECTED` when the server is away or refuses
 */
export async function openWebSocketChannel(): Promise<Channel> {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/rpc`);
  const closed = new Promise<void>((resolve) => {
    socket.addEventListener('close', () => resolve());
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('close', () => reject(notConnected(undefined)));
  });
  const link = new RPCLink({ websocket: socket });
  return {
    closed,
    close: () => socket.close(),
    link: {
      async call(path, input, options) {
        const explain = (error: unknown): unknown => {
          if (options.signal?.aborted) return error;
          return socket.readyState === WebSocket.OPEN ? fromTransportError(error) : notConnected(error);
        };
        try {
          const output = await link.call(path, input, options as Parameters<typeof link.call>[2]);
          return isStream(output) ? endOnAbort(output, undefined, explain) : output;
        } catch (error) {
          throw explain(error);
        }
      },
    },
  };
}

/** The error of a call that finds no connection. */
export function notConnected(cause: unknown): LoamError {
  return new LoamError('NOT_CONNECTED', transportWords.notConnected, {
    hint: transportWords.notConnectedHint,
    cause,
  });
}
