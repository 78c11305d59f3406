import { type EIP1193RequestFn, http, RpcRequestError, webSocket } from 'viem';
import { MAX_RPC_ANSWER_BYTES, RPC_TIMEOUT_MS } from '../limits.ts';
import { EndpointFailure } from './endpoint-failure.ts';

/** A request in the chain's language. */
export interface RpcCall {
  readonly method: string;
  readonly params?: unknown;
}

type AnyRequest = (call: RpcCall) => Promise<unknown>;

/** One server of a chain and how it has done lately. */
export class Endpoint {
  readonly url: string;
  /** Its address without what may be a key. */
  readonly host: string;
  /** Milliseconds that its last answer took; null before the first. */
  latencyMs: number | null = null;
  /** Whether it was asked for its chain since it last failed. */
  isChecked = false;
  /** Newest block that it told of. */
  head = 0;
  /** Failures since it last did its work. */
  failures = 0;
  /** Why it is left alone until `retryAt`. */
  failure: EndpointFailure | undefined;
  /** Milliseconds since 1970. */
  retryAt = 0;
  /** When it last failed. */
  failedAt = 0;
  /** Bytes of requests and answers over HTTP, without headers. */
  sentBytes = 0;
  receivedBytes = 0;
  readonly #request: AnyRequest;
  readonly #close: () => void;

  constructor(url: string) {
    this.url = url;
    this.host = new URL(url).host;
    const settings = { retryCount: 0, timeout: RPC_TIMEOUT_MS };
    if (url.startsWith('ws')) {
      const transport = webSocket(url, settings)({ retryCount: 0 });
      let isUsed = false;
      this.#request = (call) => {
        isUsed = true;
        return (transport.request as EIP1193RequestFn)(call as never);
      };
      this.#close = () => {
        if (isUsed)
          void transport.value?.getRpcClient().then(
            ({ close }) => close(),
            () => undefined,
          );
      };
      return;
    }
    const { request } = http(url, {
      ...settings,
      maxResponseBodySize: MAX_RPC_ANSWER_BYTES,
      fetchOptions: { redirect: 'error' },
      onFetchRequest: (_, { body }) => {
        this.sentBytes += typeof body === 'string' ? Buffer.byteLength(body) : 0;
      },
      onFetchResponse: ({ headers }) => {
        this.receivedBytes += Number(headers.get('content-length') ?? 0);
      },
      raw: true,
    })({ retryCount: 0 });
    this.#request = async (call) => resultOf(await (request as AnyRequest)(call), call, this.host);
    this.#close = () => undefined;
  }

  /** Asks the server once. @throws what the chain's library throws, `EndpointFailure` for an answer that is none */
  async ask(call: RpcCall): Promise<unknown> {
    const began = performance.now();
    const answer = await this.#request(call);
    this.latencyMs = Math.round(performance.now() - began);
    return answer;
  }

  /** Ends its connection, if it keeps one. */
  close(): void {
    this.#close();
  }
}

function resultOf(answer: unknown, call: RpcCall, host: string): unknown {
  if (typeof answer === 'object' && answer !== null) {
    if ('error' in answer && answer.error !== null && answer.error !== undefined) {
      const { code, message, data } = answer.error as { code?: unknown; message?: unknown; data?: unknown };
      const error = { code: Number(code), message: String(message ?? answer.error).slice(0, 2_000), data };
      throw new RpcRequestError({ body: { ...call }, error, url: host });
    }
    if ('result' in answer && answer.result !== undefined) return answer.result;
  }
  throw new EndpointFailure('down', 'does not answer in the chain’s language');
}
