import {
  HttpRequestError,
  ResponseBodyTooLargeError,
  SocketClosedError,
  TimeoutError,
  WebSocketRequestError,
} from 'viem';

/** What is wrong with a server rather than with what it was asked. */
export type FailureKind = 'down' | 'rate-limited' | 'wrong-chain' | 'behind';

/** A server of the chain that cannot be used for now. */
export class EndpointFailure extends Error {
  readonly kind: FailureKind;
  /** Milliseconds that the server itself asks to be left alone. */
  readonly waitMs: number | undefined;

  constructor(kind: FailureKind, message: string, waitMs?: number, cause?: unknown) {
    super(message, { cause });
    this.name = 'EndpointFailure';
    this.kind = kind;
    this.waitMs = waitMs;
  }
}

/** Codes with which servers say that they were asked too often. */
const RATE_CODES: readonly unknown[] = [429, -32005, -32016, -32007, -32029];
/** The same code also says that a search for events found too much; that is about the search. */
const SEARCH_TOO_WIDE = /range|result|response|logs|block/i;
const RATE_TEXT = /rate limit|too many requests|request limit|requests per second/i;

/**
 * What a failed request says about its server; undefined when the server did its work and refused the request.
 *
 * @param now milliseconds since 1970, against which a date to wait for is read
 */
export function endpointFailure(error: unknown, method: string, now: number): EndpointFailure | undefined {
  const chain = causes(error);
  const limited = chain.find((e) => isRateLimit(e, method));
  if (limited !== undefined) {
    return new EndpointFailure('rate-limited', 'asks for a pause', retryAfter(chain, now), error);
  }
  if (chain.some((e) => e instanceof ResponseBodyTooLargeError)) {
    // A search for events is made narrower instead.
    return method === 'eth_getLogs'
      ? undefined
      : new EndpointFailure('down', 'answers too much', undefined, error);
  }
  const http = chain.find((e) => e instanceof HttpRequestError);
  if (http !== undefined) {
    const what =
      http.status === undefined ? 'does not answer in the chain’s language' : `answers HTTP ${http.status}`;
    return new EndpointFailure('down', isConnection(chain) ? 'cannot be reached' : what, undefined, error);
  }
  if (chain.some((e) => e instanceof TimeoutError)) {
    return new EndpointFailure('down', 'does not answer in time', undefined, error);
  }
  if (chain.some((e) => e instanceof WebSocketRequestError || e instanceof SocketClosedError)) {
    return new EndpointFailure('down', 'cannot be reached', undefined, error);
  }
  return undefined;
}

function isRateLimit(error: unknown, method: string): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { status, code, message } = error as { status?: unknown; code?: unknown; message?: unknown };
  if (status === 429) return true;
  const text = String(message);
  if (method === 'eth_getLogs' && SEARCH_TOO_WIDE.test(text) && !RATE_TEXT.test(text)) return false;
  return RATE_CODES.includes(code) || (typeof code === 'number' && RATE_TEXT.test(text));
}

/** Milliseconds of the header Retry-After, which is a number of seconds or a date. */
function retryAfter(chain: readonly unknown[], now: number): number | undefined {
  for (const error of chain) {
    const { headers } = error as { headers?: unknown };
    const text = headers instanceof Headers ? headers.get('retry-after') : null;
    if (text === null) continue;
    const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
    if (Number.isFinite(ms)) return Math.max(0, ms);
  }
  return undefined;
}

function isConnection(chain: readonly unknown[]): boolean {
  return chain.some((e) => /fetch failed|ECONN|ENOTFOUND|EAI_AGAIN|EHOST|socket|terminated/i.test(String(e)));
}

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (
    let e = error;
    e !== undefined && e !== null && chain.length < 12;
    e = (e as { cause?: unknown }).cause
  )
    chain.push(e);
  return chain;
}
