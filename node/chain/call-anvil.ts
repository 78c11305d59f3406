import { z } from 'zod';
import { bytes32Schema, type Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { BlockPlace } from './block-journal.ts';
import { RPC_TIMEOUT_MS } from './limits.ts';

const answerSchema = z.array(
  z.object({
    id: z.number(),
    result: z.unknown(),
    error: z.object({ message: z.string() }).optional(),
  }),
);

const numeral = z
  .string()
  .regex(/^0x[0-9a-f]{1,13}$/)
  .transform(Number);

const headerSchema = z.object({
  number: numeral,
  hash: bytes32Schema,
  timestamp: numeral,
  parentHash: bytes32Schema,
  transactions: z.array(bytes32Schema),
});

/** A block as its keeper needs it. */
export interface AnvilBlock extends BlockPlace {
  readonly parent: Hex;
  /** Hashes of its transactions, in their order. */
  readonly transactions: readonly Hex[];
}

/** One question to the local chain. */
export interface AnvilCall {
  readonly method: string;
  readonly params?: readonly unknown[];
}

/**
 * Asks the local chain several things at once, in their order.
 *
 * @throws LoamError `CHAIN_UNREACHABLE` when it does not answer, `CHAIN_CALL_REFUSED` with its own words
 */
export async function callAnvil(
  url: string,
  calls: readonly AnvilCall[],
  timeoutMs: number = RPC_TIMEOUT_MS,
): Promise<unknown[]> {
  if (calls.length === 0) return [];
  let answers: z.infer<typeof answerSchema>;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(
        calls.map(({ method, params = [] }, id) => ({ jsonrpc: '2.0', id, method, params })),
      ),
      signal: AbortSignal.timeout(timeoutMs),
    });
    answers = answerSchema.parse(await response.json());
  } catch (cause) {
    throw new LoamError('CHAIN_UNREACHABLE', 'The local chain does not answer.', {
      hint: 'It is started again by itself; wait a moment.',
      cause,
    });
  }
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  return calls.map(({ method }, id) => {
    const answer = byId.get(id);
    if (answer !== undefined && answer.error === undefined) return answer.result;
    throw new LoamError(
      'CHAIN_CALL_REFUSED',
      `The local chain refused ${method}: ${answer?.error?.message ?? 'no answer'}`,
    );
  });
}

/** Blocks by number or tag; undefined for those that are not there. */
export async function readAnvilBlocks(
  url: string,
  which: readonly (number | 'latest')[],
): Promise<(AnvilBlock | undefined)[]> {
  const answers = await callAnvil(
    url,
    which.map((at) => ({
      method: 'eth_getBlockByNumber',
      params: [typeof at === 'number' ? `0x${at.toString(16)}` : at, false],
    })),
  );
  return answers.map((answer) => {
    if (answer === null) return undefined;
    const { number, hash, timestamp, parentHash, transactions } = headerSchema.parse(answer);
    return { number, hash, timestamp, parent: parentHash, transactions };
  });
}
