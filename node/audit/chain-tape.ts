import { type BaseError, custom, type EIP1193RequestFn, numberToHex, type Transport } from 'viem';
import type {
  ArchivedAnswer,
  ArchivedFacts,
  ArchivedLog,
  ArchivedSearch,
} from '../../protocol/audit/audit-archive-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';

interface Request {
  readonly method: string;
  readonly params?: unknown;
}

/** What a client asked a chain and what it said: filled by {@link recording}, read by {@link replaying}. */
export class ChainTape {
  readonly #logs = new Map<string, ArchivedLog>();
  readonly #searches: ArchivedSearch[] = [];
  readonly #answers = new Map<string, ArchivedAnswer>();
  #missing: LoamError | undefined;

  /** The first question that had no answer; undefined when every one had. */
  get missing(): LoamError | undefined {
    return this.#missing;
  }

  /** Adds facts, for example those of one block of an archive. */
  add({ logs, searches, answers }: ArchivedFacts): void {
    for (const log of logs) this.#logs.set(`${log.blockNumber} ${log.logIndex}`, log);
    this.#searches.push(...searches);
    for (const answer of answers) this.#answers.set(answer.key, answer);
  }

  /** All of it: events in the chain's order. */
  facts(): ArchivedFacts {
    return { logs: this.#ordered(), searches: [...this.#searches], answers: [...this.#answers.values()] };
  }

  /** Notes one answer. */
  note(request: Request, result: unknown): void {
    if (request.method === 'eth_getLogs') {
      this.add({ logs: (result as ArchivedLog[]).map(plainLog), searches: [searchOf(request)], answers: [] });
      return;
    }
    const key = answerKey(request);
    this.#answers.set(key, { key, result: JSON.stringify(result) });
  }

  /** Notes a refusal. */
  noteRefusal(request: Request, refusal: NonNullable<ArchivedAnswer['refusal']>): void {
    const key = answerKey(request);
    this.#answers.set(key, { key, refusal });
  }

  /** @throws LoamError `AUDIT_ARCHIVE_INCOMPLETE`; what the chain refused is thrown again as viem knows it */
  answer(request: Request): unknown {
    if (request.method === 'eth_getLogs') return this.#search(searchOf(request));
    const known = this.#answers.get(answerKey(request));
    if (known?.refusal !== undefined) {
      const { code, message, data } = known.refusal;
      throw Object.assign(new Error(message), { code, ...(data === undefined ? {} : { data }) });
    }
    if (known?.result === undefined) throw this.#miss(request.method);
    return JSON.parse(known.result);
  }

  #search(wanted: ArchivedSearch): ArchivedLog[] {
    if (!this.#searches.some((made) => covers(made, wanted))) throw this.#miss('eth_getLogs');
    const addresses = new Set(wanted.addresses.map((a) => a.toLowerCase()));
    const from = BigInt(wanted.fromBlock);
    const to = BigInt(wanted.toBlock);
    return this.#ordered().filter(
      (log) =>
        addresses.has(log.address.toLowerCase()) &&
        BigInt(log.blockNumber) >= from &&
        BigInt(log.blockNumber) <= to &&
        wanted.topics.every((any, i) => any === null || any.includes(log.topics[i] ?? '0x')),
    );
  }

  #miss(method: string): LoamError {
    this.#missing ??= new LoamError(
      'AUDIT_ARCHIVE_INCOMPLETE',
      'The audit archive lacks an answer of the chain.',
      {
        hint: 'Export the epoch again with this version of Loam.',
        data: { method },
      },
    );
    return this.#missing;
  }

  #ordered(): ArchivedLog[] {
    return [...this.#logs.values()].sort(
      (a, b) => Number(a.blockNumber) - Number(b.blockNumber) || Number(a.logIndex) - Number(b.logIndex),
    );
  }
}

/** Notes everything that goes through `inner` on a tape. */
export function recording(inner: Transport, tape: ChainTape): Transport {
  return (options) => {
    const transport = inner(options);
    const request = async (asked: Request): Promise<unknown> => {
      try {
        const result = await transport.request(asked as Parameters<EIP1193RequestFn>[0]);
        tape.note(asked, result);
        return result;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal !== undefined) tape.noteRefusal(asked, refusal);
        throw error;
      }
    };
    return { ...transport, request: request as typeof transport.request };
  };
}

/** A chain that is only a tape. */
export function replaying(tape: ChainTape): Transport {
  return custom({ request: async (asked: Request) => tape.answer(asked) }, { retryCount: 0 });
}

/** What the chain refused on purpose; undefined when it was only out of reach. */
function refusalOf(error: unknown): ArchivedAnswer['refusal'] {
  const inner = (error as Partial<BaseError>).walk?.(
    (e) => typeof (e as { data?: unknown }).data === 'string',
  );
  if (inner === undefined || inner === null) return undefined;
  const { code, data, message } = inner as Error & { code?: number; data: Hex };
  return { code: code ?? 3, message: message.slice(0, 4_000), data };
}

/** Names a request: the block tag of calls is left out, an archive has one moment only. */
function answerKey({ method, params }: Request): string {
  const list = (params ?? []) as readonly unknown[];
  if (method !== 'eth_call') return `${method} ${JSON.stringify(list)}`;
  const { to, data, from } = list[0] as { to?: string; data?: string; from?: string };
  return `${method} ${String(to).toLowerCase()} ${String(data)} ${String(from ?? '').toLowerCase()}`;
}

function searchOf({ params }: Request): ArchivedSearch {
  const [filter] = params as [
    {
      address?: Hex | Hex[];
      topics?: (null | Hex | Hex[])[];
      fromBlock?: string;
      toBlock?: string;
    },
  ];
  const addresses = filter.address === undefined ? [] : [filter.address].flat();
  return {
    addresses: addresses.map((address) => address.toLowerCase() as Hex),
    topics: (filter.topics ?? []).map((topic) => (topic === null ? null : [topic].flat())),
    fromBlock: blockOf(filter.fromBlock, numberToHex(0)),
    // `latest` is the head of the archive's only moment: everything.
    toBlock: blockOf(filter.toBlock, numberToHex(2n ** 63n)),
  };
}

function blockOf(text: string | undefined, otherwise: Hex): Hex {
  return text?.startsWith('0x') === true ? (text as Hex) : otherwise;
}

function covers(made: ArchivedSearch, wanted: ArchivedSearch): boolean {
  const addresses = new Set(made.addresses.map((a) => a.toLowerCase()));
  return (
    wanted.addresses.every((a) => addresses.has(a.toLowerCase())) &&
    BigInt(made.fromBlock) <= BigInt(wanted.fromBlock) &&
    BigInt(made.toBlock) >= BigInt(wanted.toBlock) &&
    made.topics.every((any, i) => {
      const asked = wanted.topics[i] ?? null;
      return any === null || (asked?.every((topic) => any.includes(topic)) ?? false);
    })
  );
}

function plainLog(log: ArchivedLog): ArchivedLog {
  const { address, topics, data, blockNumber, blockHash, transactionHash, transactionIndex, logIndex } = log;
  return {
    address,
    topics: [...topics],
    data,
    blockNumber,
    blockHash,
    transactionHash,
    transactionIndex,
    logIndex,
  };
}
