import { renameSync } from 'node:fs';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeContext } from '../node-context.ts';
import type { AdapterStack } from './adapter-stack.ts';

/** Codes with which the worker says that an adapter's files are not what they were. */
const DAMAGED = /^(ADAPTER|SAFETENSORS)_/;

/**
 * Turns the worker's complaint about an adapter into one that a person can act on: the damaged adapters are put aside
 * under another name, so that the next answer comes without them and learning makes a new one.
 *
 * @param error what running `stack` ended with
 * @returns `ADAPTER_DAMAGED` when something was put aside, otherwise `error` as it is
 */
export async function setAsideDamaged(
  context: NodeContext,
  stack: AdapterStack,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof LoamError && DAMAGED.test(error.code))) return error;
  let count = 0;
  for (const { dir } of stack) {
    try {
      await context.worker.client.inspect({ dir });
    } catch (cause) {
      if (!(cause instanceof LoamError && DAMAGED.test(cause.code))) continue;
      renameSync(dir, `${dir}.damaged-${context.now()}`);
      context.log.warn('damaged adapter put aside', cause);
      count++;
    }
  }
  if (count === 0) return error;
  return new LoamError('ADAPTER_DAMAGED', 'A file of what was learned is damaged. It was put aside.', {
    hint: 'Ask again: the answer comes without it. The lessons are kept; learn them again to have it back.',
    cause: error,
  });
}
