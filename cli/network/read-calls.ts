import { readFileSync, statSync } from 'node:fs';
import { type Abi, type AbiFunction, type AbiParameter, encodeFunctionData, isHex } from 'viem';
import { z } from 'zod';
import type { ProposedCall } from '../../node/chain/actions/propose-change.ts';
import type { ChainClient } from '../../node/chain/chain-client.ts';
import { CONTRACT_ABIS } from '../../node/chain/contract-abis.ts';
import { DEPLOYMENT_ORDER } from '../../protocol/chain/deployment-order.ts';
import { addressSchema, decimalSchema, type Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_CALLS_BYTES } from './limits.ts';

const hexSchema = z.custom<Hex>((value) => isHex(value), { error: 'expected hex with 0x' });

/** The calls of a proposal: by contract and function of the network, or as bytes for any address. */
const callsSchema = z
  .array(
    z.union([
      z.strictObject({
        contract: z.enum(DEPLOYMENT_ORDER),
        function: z.string().regex(/^\w{1,80}$/),
        args: z.array(z.unknown()).max(32).default([]),
      }),
      z.strictObject({ to: addressSchema, data: hexSchema, value: decimalSchema.optional() }),
    ]),
  )
  .min(1)
  .max(16);

/**
 * Reads the calls of a proposal from a JSON file.
 *
 * @throws LoamError `CALLS_FILE` with what is wrong
 */
export function readCalls(chain: ChainClient, file: string): ProposedCall[] {
  try {
    if (statSync(file).size > MAX_CALLS_BYTES) throw new Error('it is too large');
    return callsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).map((call) => {
      if ('to' in call)
        return {
          to: call.to,
          data: call.data,
          ...(call.value === undefined ? {} : { value: BigInt(call.value) }),
        };
      const abi = CONTRACT_ABIS[call.contract] as Abi;
      const found = abi.find(
        (item): item is AbiFunction =>
          item.type === 'function' && item.name === call.function && item.inputs.length === call.args.length,
      );
      if (found === undefined)
        throw new Error(`${call.contract} has no ${call.function} with ${call.args.length} arguments`);
      const args = found.inputs.map((input, i) => valueFor(input, call.args[i]));
      return {
        to: chain.descriptor.contracts[call.contract],
        data: encodeFunctionData({ abi: [found], functionName: found.name, args }),
      };
    });
  } catch (cause) {
    const reason =
      cause instanceof z.ZodError ? (cause.issues[0]?.message ?? 'wrong form') : (cause as Error).message;
    throw new LoamError('CALLS_FILE', `The calls in ${file} cannot be used: ${reason.split('\n')[0]}.`, {
      hint: 'Write [{"contract": "Parameters", "function": "setCommitteeRules", "args": […]}] or [{"to": "0x…", "data": "0x…"}].',
      cause,
    });
  }
}

/** JSON has no large numbers, so they come as text; the encoder wants them as numbers. */
function valueFor(type: AbiParameter, value: unknown): unknown {
  if (type.type.endsWith(']') && Array.isArray(value))
    return value.map((item) => valueFor({ ...type, type: type.type.replace(/\[\d*\]$/, '') }, item));
  if (type.type === 'tuple' && 'components' in type && typeof value === 'object' && value !== null)
    return Object.fromEntries(
      type.components.map((part) => [
        part.name,
        valueFor(part, (value as Record<string, unknown>)[part.name ?? '']),
      ]),
    );
  if (/^u?int/.test(type.type) && (typeof value === 'string' || typeof value === 'number'))
    return BigInt(value);
  return value;
}
