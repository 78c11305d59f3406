import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import { implement } from '@orpc/server';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { MessagePortLike } from '../protocol/api/message-port.ts';
import { nodeContract } from '../protocol/api/node-contract.ts';
import { serveRouter } from '../protocol/api/serve-router.ts';
import { workerContract } from '../protocol/api/worker-contract.ts';
import { desktopContract } from '../protocol/desktop/desktop-contract.ts';
import { MAX_DESKTOP_MESSAGE_CHARS } from '../protocol/desktop/limits.ts';
import { MAX_RPC_MESSAGE_CHARS } from '../protocol/limits.ts';

// Every procedure of every contract between our processes, read off the contracts so that none is forgotten.
const CONTRACTS = {
  node: { contract: nodeContract, maxChars: MAX_RPC_MESSAGE_CHARS },
  worker: { contract: workerContract, maxChars: MAX_RPC_MESSAGE_CHARS },
  desktop: { contract: desktopContract, maxChars: MAX_DESKTOP_MESSAGE_CHARS },
};

interface Channel {
  readonly path: string;
  readonly input: z.ZodType | undefined;
}

function channelsOf(part: unknown, path = ''): Channel[] {
  if (isContractProcedure(part)) {
    const { inputSchema } = (part as AnyContractProcedure)['~orpc'];
    return [{ path, input: inputSchema as z.ZodType | undefined }];
  }
  return Object.entries(part as object).flatMap(([name, inner]) => channelsOf(inner, `${path}/${name}`));
}

/** Serves a contract with handlers that only note that they were reached. */
function serve(contract: object, maxChars: number) {
  const reached: string[] = [];
  const build = (part: object, path = ''): unknown => {
    if (isContractProcedure(part)) {
      const implemented = implement(part as AnyContractProcedure) as unknown as {
        handler(work: () => unknown): unknown;
      };
      return implemented.handler(() => {
        reached.push(path);
        return {};
      });
    }
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [name, build(inner as object, `${path}/${name}`)]),
    );
  };
  const { port1, port2 } = new MessageChannel();
  serveRouter(build(contract) as never, port1 as unknown as MessagePortLike, maxChars);
  let id = 0;
  const waiting = new Map<string, (status: number) => void>();
  port2.addEventListener('message', ({ data }) => {
    const { i, p } = JSON.parse(String(data)) as { i: string; p: { s?: number } };
    waiting.get(i)?.(p.s ?? 200);
  });
  port2.start();
  const call = (path: string, input: unknown, padding = ''): Promise<number> => {
    const i = String(++id);
    const answer = new Promise<number>((resolve) => waiting.set(i, resolve));
    port2.postMessage(JSON.stringify({ i, p: { u: path, b: { json: input }, padding } }));
    return answer;
  };
  return { reached, call, close: () => port2.close() };
}

const GARBAGE: readonly unknown[] = [
  null,
  0,
  -1.5,
  'x',
  true,
  [],
  [[]],
  { x: 1 },
  { id: {}, url: 5, text: [] },
  { json: null },
];

for (const [name, { contract, maxChars }] of Object.entries(CONTRACTS)) {
  describe(name, () => {
    const channels = channelsOf(contract);
    const served = serve(contract, maxChars);
    afterAll(() => served.close());
    const withInput = channels.filter((channel) => channel.input !== undefined);

    test('there are procedures, some with an input', () => {
      expect(withInput.length).toBeGreaterThan(0);
    });

    test.each(withInput)('$path refuses what does not fit its schema', async ({ path, input }) => {
      const bad = GARBAGE.filter((value) => input?.safeParse(value).success === false);
      expect(bad.length).toBeGreaterThanOrEqual(6);
      fc.assert(
        fc.property(fc.anything(), (value) => {
          // A schema answers to anything; it never throws.
          input?.safeParse(value);
        }),
        { numRuns: 50 },
      );
      for (const value of bad) expect(await served.call(path, value)).toBe(400);
      expect(served.reached).not.toContain(path);
    });

    test.each(withInput)('$path bounds every text and list of its input', ({ input }) => {
      expect(unbounded(z.toJSONSchema(input as z.ZodType, { io: 'input', unrepresentable: 'any' }))).toEqual(
        [],
      );
    });

    test('a message that is too long reaches no procedure', async () => {
      const padding = 'x'.repeat(maxChars);
      const tooLong = channels.slice(0, name === 'desktop' ? undefined : 2);
      for (const { path } of tooLong) void served.call(path, {}, padding);
      // Answers come in order: when this one is there, the others have been dropped.
      await served.call('/nothing/here', {});
      expect(served.reached).toEqual([]);
    });

    test('without an input schema nothing of an input gets through', async () => {
      for (const { path } of channels.filter((channel) => channel.input === undefined)) {
        const before = served.reached.length;
        void served.call(path, { run: 'this' });
        await expect.poll(() => served.reached.length).toBe(before + 1);
      }
    });
  });
}

/** Places of a JSON schema where a text or a list may be of any length. */
function unbounded(schema: unknown, at = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((inner, i) => unbounded(inner, `${at}[${i}]`));
  const {
    type,
    maxLength,
    enum: choices,
    const: only,
    pattern,
    maxItems,
    prefixItems,
  } = schema as Record<string, unknown>;
  const isFree = maxLength === undefined && choices === undefined && only === undefined && !isClosed(pattern);
  const found = type === 'string' && isFree ? [at] : [];
  if (type === 'array' && maxItems === undefined && prefixItems === undefined) found.push(at);
  return [...found, ...Object.entries(schema).flatMap(([key, inner]) => unbounded(inner, `${at}/${key}`))];
}

/** Whether a pattern itself says how long a text may be. */
function isClosed(pattern: unknown): boolean {
  return (
    typeof pattern === 'string' &&
    pattern.startsWith('^') &&
    pattern.endsWith('$') &&
    !/[^\\][*+]/.test(pattern)
  );
}
