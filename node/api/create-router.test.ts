import { isContractProcedure } from '@orpc/contract';
import { createRouterClient, isProcedure } from '@orpc/server';
import { afterAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { nodeContract } from '../../protocol/api/node-contract.ts';
import { startTestNode, testPlace } from '../fixtures/test-node.ts';

const place = testPlace();
const { node, client } = await startTestNode(place.config('router'));
afterAll(async () => {
  await node.stop();
  place.remove();
});

interface Procedure {
  readonly path: string;
  /** Whether its own schema lets an input pass; undefined when it takes none. */
  readonly fits: ((input: unknown) => boolean) | undefined;
}

/** Every procedure of the contract by its path. */
function proceduresOf(part: object, path = ''): Procedure[] {
  return Object.entries(part).flatMap(([name, inner]: [string, object]) => {
    const at = path === '' ? name : `${path}.${name}`;
    if (!isContractProcedure(inner)) return proceduresOf(inner, at);
    const schema = inner['~orpc'].inputSchema as z.ZodType | undefined;
    return [{ path: at, fits: schema && ((input) => schema.safeParse(input).success) }];
  });
}

/** Paths of what is implemented. */
function implementedIn(part: object, path = ''): string[] {
  return Object.entries(part).flatMap(([name, inner]: [string, object]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return isProcedure(inner) ? [at] : implementedIn(inner, at);
  });
}

const procedures = proceduresOf(nodeContract);

type Call = (input: unknown) => Promise<unknown>;
const raw: unknown = createRouterClient(node.router);
const call = (path: string): Call =>
  path.split('.').reduce((part, name) => (part as Record<string, unknown>)[name], raw) as Call;

test('the contract has procedures and each is implemented', () => {
  expect(procedures.length).toBeGreaterThan(20);
  expect(implementedIn(node.router).sort()).toEqual(procedures.map(({ path }) => path).sort());
});

test.each(procedures.filter(({ fits }) => fits !== undefined))(
  '$path refuses what does not fit',
  async ({ path, fits }) => {
    // No procedure may let these pass, whatever its schema says.
    for (const input of [null, 7, 'text', []])
      await expect(call(path)(input), JSON.stringify(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    for (const input of [{}, { chatId: '../../etc' }, { id: 5 }, { title: 5, steps: -1 }])
      if (fits?.(input) === false)
        await expect(call(path)(input), JSON.stringify(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  },
);

test('nothing is shared without consent', async () => {
  for (const consent of [undefined, false, 'true', 1])
    await expect(call('learn.contribute')({ runId: 'run-00000001', consent })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
});

test('texts past the limits are refused, also over the port', async () => {
  const long = 'x'.repeat(2_001);
  await expect(client.learn.teach({ prompt: long, answer: 'a' })).rejects.toMatchObject({
    code: 'RPC_BAD_REQUEST',
  });
  await expect(client.learn.teach({ prompt: '   ', answer: 'a' })).rejects.toMatchObject({
    code: 'RPC_BAD_REQUEST',
  });
  expect(await client.learn.lessons()).toEqual([]);
});

test('what is unknown or not joined is said by its name', async () => {
  const id = '01hzxyz0000000000000000000';
  const watch = async (): Promise<void> => {
    for await (const _ of await client.contributions.watch({ id }));
  };
  const audit = async (): Promise<void> => {
    for await (const _ of await client.audit.run({ version: 1 }));
  };
  const send = async (): Promise<void> => {
    for await (const _ of await client.chat.send({ chatId: id, text: 'Hi' }));
  };
  await expect(client.chat.messages({ chatId: id })).rejects.toMatchObject({ code: 'CHAT_UNKNOWN' });
  await expect(client.chat.remove({ chatId: id })).rejects.toMatchObject({ code: 'CHAT_UNKNOWN' });
  await expect(send()).rejects.toMatchObject({ code: 'CHAT_UNKNOWN' });
  await expect(client.learn.forget({ id })).rejects.toMatchObject({ code: 'LESSON_UNKNOWN' });
  await expect(client.learn.edit({ id, prompt: 'a', answer: 'b' })).rejects.toMatchObject({
    code: 'LESSON_UNKNOWN',
  });
  await expect(client.learn.preview({ runId: id })).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
  await expect(client.learn.contribute({ runId: id, consent: true })).rejects.toMatchObject({
    code: 'RUN_UNKNOWN',
  });
  await expect(watch()).rejects.toMatchObject({ code: 'CONTRIBUTION_UNKNOWN' });
  await expect(audit()).rejects.toMatchObject({ code: 'NETWORK_OFF' });
  expect(await client.audit.versions()).toEqual([]);
  expect(await client.network.peers()).toEqual([]);
  await client.network.leave();
  expect(await client.network.costs()).toMatchObject({ processes: 9 });
});

test('a watched state comes at once and again when it changes', async () => {
  const states: string[] = [];
  for await (const status of await client.system.watch()) {
    states.push(status.model.state);
    if (status.model.state === 'ready') break;
  }
  expect(states.at(-1)).toBe('ready');
  expect(new Set(states).size).toBe(states.length);
});
