import { afterAll, expect, test } from 'vitest';
import type { AnswerEvent } from '../../protocol/api/chat-schemas.ts';
import { startTestNode, testPlace } from '../fixtures/test-node.ts';
import { TITLE_CHARS } from './limits.ts';

const place = testPlace();
const { node, client } = await startTestNode(place.config('chat'));
afterAll(async () => {
  await node.stop();
  place.remove();
});

async function send(chatId: string, text: string, leaveAt: (event: AnswerEvent) => boolean = () => false) {
  const events: AnswerEvent[] = [];
  for await (const event of await client.chat.send({ chatId, text })) {
    events.push(event);
    if (leaveAt(event)) break;
  }
  return events;
}

/** The last answer once it has a reason. */
async function ended(chatId: string) {
  for (let i = 0; i < 200; i++) {
    const answer = (await client.chat.messages({ chatId })).messages.at(-1);
    if (answer?.reason != null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the answer never ended');
}

test('an answer is streamed and kept, word for word', async () => {
  const chat = await client.chat.create({});
  const events = await send(chat.id, 'What is 3 + 4?');
  const streamed = events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('');
  const done = events.at(-1);
  if (events[0]?.type !== 'started' || done?.type !== 'done') throw new Error('out of order');
  expect(events[0].question).toMatchObject({ chatId: chat.id, role: 'user', text: 'What is 3 + 4?' });
  expect(done.answer).toMatchObject({ id: events[0].answerId, text: streamed });
  expect(done.answer.stats?.tokens).toBeGreaterThan(0);
  expect(await client.chat.messages({ chatId: chat.id })).toEqual({
    messages: [events[0].question, done.answer],
    more: false,
  });
});

test('the first question gives the title, in one line, unless there is one', async () => {
  const chat = await client.chat.create({});
  expect(chat.title).toBe('');
  await send(chat.id, `  Why\n\nis ${'so '.repeat(60)}`, () => true);
  const named = await client.chat.create({ title: 'Garden' });
  await send(named.id, 'Why?', () => true);
  const titles = new Map((await client.chat.list()).map(({ id, title }) => [id, title]));
  expect(titles.get(chat.id)).toMatch(/^Why is so so/);
  expect(titles.get(chat.id)?.length).toBeLessThanOrEqual(TITLE_CHARS);
  expect(titles.get(named.id)).toBe('Garden');
});

test('leaving in the middle keeps what was said', async () => {
  const chat = await client.chat.create({});
  let count = 0;
  const events = await send(chat.id, 'Tell me all', (event) => event.type === 'text' && ++count === 4);
  const streamed = events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('');
  const answer = await ended(chat.id);
  expect(answer.reason).toBe('cancelled');
  expect(answer.text.startsWith(streamed)).toBe(true);
});

test('leaving before the first word ends the answer too', async () => {
  const chat = await client.chat.create({});
  await send(chat.id, 'Tell me all', () => true);
  expect(await ended(chat.id)).toMatchObject({ role: 'assistant', reason: 'cancelled' });
});

test('a question that is too long is refused with the reason, and the chat goes on', async () => {
  const chat = await client.chat.create({});
  await expect(send(chat.id, 'long '.repeat(1_000))).rejects.toMatchObject({ code: 'CHAT_TOO_LONG' });
  expect(await ended(chat.id)).toMatchObject({ text: '', reason: 'failed' });
  expect((await send(chat.id, 'And now?')).at(-1)?.type).toBe('done');
});

test('a worker that dies in the middle keeps what was said, and the next answer comes', async () => {
  const chat = await client.chat.create({});
  let text = '';
  const cut = send(chat.id, 'Tell me all', (event) => {
    if (event.type === 'text' && text === '') process.kill(node.context.worker.pid ?? 0, 'SIGKILL');
    if (event.type === 'text') text += event.text;
    return false;
  });
  await expect(cut).rejects.toMatchObject({ code: 'WORKER_CRASHED' });
  expect(await ended(chat.id)).toMatchObject({ reason: 'failed', text });
  expect((await send(chat.id, 'Again?')).at(-1)?.type).toBe('done');
});

test('a removed chat is gone, also from an answer that is being written', async () => {
  const chat = await client.chat.create({});
  const events = await send(chat.id, 'Tell me all', (event) => {
    if (event.type === 'started') void client.chat.remove({ chatId: chat.id });
    return false;
  });
  expect(events.at(-1)?.type).toBe('done');
  await expect(client.chat.messages({ chatId: chat.id })).rejects.toMatchObject({ code: 'CHAT_UNKNOWN' });
  expect((await client.chat.list()).some(({ id }) => id === chat.id)).toBe(false);
});
