import {
  BaseError,
  decodeErrorResult,
  HttpRequestError,
  hexToString,
  isHex,
  TimeoutError,
  toFunctionSelector,
  type Hex as ViemHex,
} from 'viem';
import { formatAbiItem } from 'viem/utils';
import { formatLoam } from '../../protocol/chain/loam-amount.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { contractErrorsAbi, PHASES } from '../../protocol/generated/abis.ts';
import { REVERT_SENTENCES } from './revert-sentences.ts';

/**
 * Turns what the chain's library throws into a LoamError in words: `CHAIN_<NAME>` for a contract's refusal
 * (`CHAIN_WRONG_PHASE`, with its arguments in `data`), `CHAIN_UNREACHABLE`, `CHAIN_NO_ETH`, otherwise `CHAIN_FAILED`.
 */
export function explainChainError(error: unknown): LoamError {
  const known = findCause(error, (e) => e instanceof LoamError);
  if (known !== undefined) return known as LoamError;
  const revert = revertData(error);
  if (revert !== undefined) return explainRevert(revert, error);
  const text = error instanceof BaseError ? `${error.shortMessage} ${error.details}` : String(error);
  if (findCause(error, (e) => e instanceof HttpRequestError || e instanceof TimeoutError) !== undefined) {
    return new LoamError('CHAIN_UNREACHABLE', 'The chain does not answer.', {
      hint: 'Check that it runs; Loam tries again.',
      cause: brief(error),
    });
  }
  if (/insufficient funds/i.test(text)) {
    return new LoamError('CHAIN_NO_ETH', 'The account cannot pay for the transaction.', {
      hint: 'Send it some of the chain’s own currency.',
      cause: brief(error),
    });
  }
  return new LoamError('CHAIN_FAILED', `The chain refused: ${text.slice(0, 300)}`, { cause: brief(error) });
}

/** A contract's refusal, from the bytes it returned. */
export function explainRevert(data: ViemHex, cause?: unknown): LoamError {
  let decoded: { errorName: string; args: readonly unknown[]; names: readonly string[] };
  try {
    const { errorName, args, abiItem } = decodeErrorResult({ abi: contractErrorsAbi, data });
    const names = 'inputs' in abiItem ? abiItem.inputs.map((input) => input.name ?? '') : [];
    decoded = { errorName, args: (args ?? []) as readonly unknown[], names };
  } catch {
    return new LoamError('CHAIN_REVERTED', 'A contract refused the call without a known reason.', {
      data: { revert: data.slice(0, 74) },
      cause: brief(cause),
    });
  }
  const facts: Record<string, string | number | boolean> = {};
  for (const [i, name] of decoded.names.entries()) {
    const value = decoded.args[i];
    facts[name] = factOf(decoded.errorName, name, value);
  }
  const [message, hint] = REVERT_SENTENCES[decoded.errorName] ?? [
    `A contract refused: ${decoded.errorName}.`,
  ];
  return new LoamError(
    `CHAIN_${decoded.errorName.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_').toUpperCase()}`,
    message.replaceAll(/\{(\w+)(:loam)?\}/g, (_, name: string, unit?: string) =>
      unit === undefined ? String(facts[name] ?? '?') : loamOf(facts[name]),
    ),
    { ...(hint === undefined ? {} : { hint }), data: { error: decoded.errorName, ...facts } },
  );
}

/** Wei as an amount of LOAM. */
function loamOf(wei: unknown): string {
  return /^\d+$/.test(String(wei)) ? formatLoam(BigInt(String(wei))) : '?';
}

/** Name of the error with a selector (its first four bytes); null when the contracts have none such. */
export function errorNameOf(selector: ViemHex): string | null {
  return (
    contractErrorsAbi.find((error) => toFunctionSelector(formatAbiItem(error)) === selector)?.name ?? null
  );
}

/** An argument as people read it: a phase or a rule by its name. */
function factOf(error: string, name: string, value: unknown): string {
  if (error === 'WrongPhase' && name !== 'epoch') return PHASES[Number(value)] ?? String(value);
  if (error === 'OutOfRange' && name === 'field') return hexToString(value as ViemHex, { size: 32 });
  return String(value);
}

/** The bytes with which a contract reverted, from wherever the library put them. */
function revertData(error: unknown): ViemHex | undefined {
  let found: ViemHex | undefined;
  findCause(error, (e) => {
    if (typeof e !== 'object' || e === null || !('data' in e)) return false;
    const data = e.data;
    const raw = typeof data === 'object' && data !== null && 'data' in data ? data.data : data;
    if (!isHex(raw) || raw.length < 10) return false;
    found = raw;
    return true;
  });
  return found;
}

function findCause(error: unknown, is: (error: unknown) => boolean): unknown {
  let current = error;
  for (let depth = 0; depth < 12 && current !== undefined && current !== null; depth++) {
    if (is(current)) return current;
    current = typeof current === 'object' && 'cause' in current ? current.cause : undefined;
  }
  return undefined;
}

/** The library's messages carry whole requests; only their first line is worth keeping. */
function brief(error: unknown): Error | undefined {
  if (error === undefined) return undefined;
  return new Error(error instanceof BaseError ? error.shortMessage : String(error).slice(0, 300));
}
