import type { SupportedMessagePort } from '@orpc/client/message-port';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { MAX_RPC_MESSAGE_CHARS } from '../limits.ts';
import { type AbortSignalLike, endOnAbort, isStream } from './end-on-abort.ts';
import { toTransportError } from './error-transport.ts';
import type { MessagePortLike } from './message-port.ts';

/**
 * Serves a router (built with `implement(contract)`) on a port until the port closes. LoamErrors reach the
 * client intact, also from inside streams. A reader that leaves a stream ends it: the handler's `signal` fires
 * and its generator's `finally` runs. Messages that are no requests are dropped.
 *
 * @param maxChars characters of one request; longer ones are dropped
 */
export function serveRouter(
  router: AnyRouter,
  port: MessagePortLike,
  maxChars: number = MAX_RPC_MESSAGE_CHARS,
): void {
  const handler = new RPCHandler(router, { clientInterceptors: [carryErrors] });
  handler.upgrade(onlyRequests(port, maxChars), { context: {} });
  port.start?.();
}

/** Interceptor that turns what a handler throws, at once or in its stream, into what crosses a process boundary. */
export async function carryErrors(options: {
  next(): Promise<unknown>;
  signal?: AbortSignalLike | undefined;
}): Promise<unknown> {
  try {
    const output = await options.next();
    return isStream(output) ? endOnAbort(output, options.signal, toTransportError) : output;
  } catch (error) {
    throw toTransportError(error);
  }
}

/** The handler answers a malformed message with an unhandled rejection, which would end the process; so none gets there. */
function onlyRequests(port: MessagePortLike, maxChars: number): SupportedMessagePort {
  const filtered: MessagePortLike = {
    postMessage: (message: unknown) => port.postMessage(message),
    addEventListener(type: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (type === 'close') port.addEventListener('close', () => listener({ data: undefined }));
      else {
        port.addEventListener('message', (event) => {
          if (isRequest(event.data, maxChars)) listener(event);
        });
      }
    },
  };
  return filtered as SupportedMessagePort;
}

function isRequest(message: unknown, maxChars: number): boolean {
  if (typeof message !== 'string' || message.length > maxChars) return false;
  try {
    const { i, t, p } = JSON.parse(message);
    if (typeof i !== 'string') return false;
    if (t === ABORT) return true;
    // Inputs are never streams in our contracts, so only plain requests remain.
    if (t !== undefined && t !== REQUEST) return false;
    return typeof p?.u === 'string' && PATH.test(p.u) && (p.h === undefined || isObject(p.h));
  } catch {
    return false;
  }
}

const PATH = /^(?:[a-z]+:\/\/[a-z]+)?\/[\w./-]{1,200}$/;
const REQUEST = 1;
const ABORT = 4;

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
