import { isContractProcedure } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { afterAll, expect, test } from 'vitest';
import { nodeContract } from '../../protocol/api/node-contract.ts';
import { startTestNode, testPlace } from '../fixtures/test-node.ts';

const place = testPlace();
const { node, client } = await startTestNode(place.config('router'));
afterAll(async () => {
  await node.stop();
  place.remove();
});

/** Every procedure of the contract by its path, with whether it takes an input. */
const procedures = Object.entries(nodeContract).flatMap(([group, members]) =>
  Object.entries(members).map(([name, procedure]) => {
    if (!isContractProcedure(procedure)) throw new Error(`${group}.${name} is no procedure`);
    return { path: `${group}.${name}`, takesInput: procedure['~orpc'].inputSchema !== undefined };
  }),
);

type Call = (input: unknown) => Promise<unknown>;
const raw = createRouterClient(node.router) as unknown as Record<string, Record<string, Call>>;
const call = (path: string): Call => {
  const [group = '', name = ''] = path.split('.');
  return raw[group]?.[name] as Call;
};

test('the contract has procedures and each is implemented', () => {
  expect(procedures.length).toBeGreaterThan(20);
  const implemented = Object.entries(node.router).flatMap(([group, members]) =>
    Object.keys(members).map((name) => `${group}.${name}`),
  );
  expect(implemented.sort()).toEqual(procedures.map(({ path }) => path).sort());
});

test.each(procedures.filter(({ takesInput }) => takesInput))(
  '$path refuses what does not fit',
  async ({ path }) => {
    const valid = new Set(['chat.create {}', 'learn.train {}', 'validator.start {}']);
    for (const input of [
      null,
      7,
      'text',
      [],
      {},
      { chatId: '../../etc' },
      { id: 5 },
      { title: 5, steps: -1 },
    ]) {
      if (valid.has(`${path} ${JSON.stringify(input)}`) || (path === 'learn.train' && !isBadTrain(input)))
        continue;
      if (
        path === 'chat.create' &&
        !(input === null || typeof input !== 'object' || 'title' in input || Array.isArray(input))
      )
        continue;
      await expect(call(path)(input), JSON.stringify(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
  },
);

function isBadTrain(input: unknown): boolean {
  return typeof input !== 'object' || input === null || Array.isArray(input) || 'steps' in input;
}

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
