import { afterAll, expect, test } from 'vitest';
import type { AnswerEvent, Message } from '../../protocol/api/chat-schemas.ts';
import { startTestNode, testPlace } from '../fixtures/test-node.ts';

const place = testPlace();
const { node, client } = await startTestNode(place.config('tree'));
afterAll(async () => {
  await node.stop();
  place.remove();
});

const SHORT = { maxTokens: 4, temperature: 1 };

/** The answer that a stream ends with. */
async function answerOf(stream: Promise<AsyncIterable<AnswerEvent>>): Promise<Message> {
  for await (const event of await stream) if (event.type === 'done') return event.answer;
  throw new Error('The stream ended without an answer.');
}

async function ask(chatId: string, text: string, parentId?: string | null): Promise<Message> {
  return answerOf(client.chat.send({ chatId, text, ...(parentId === undefined ? {} : { parentId }) }));
}

/** Texts of the path that is shown. */
async function shown(chatId: string): Promise<string[]> {
  return (await client.chat.messages({ chatId })).messages.map(({ id, role, text }) =>
    role === 'user' ? text : id,
  );
}

test('an edited question forks; both ways stay and either can be shown', async () => {
  const { id: chatId } = await client.chat.create({ settings: SHORT });
  const first = await ask(chatId, 'one');
  const second = await ask(chatId, 'two');
  const fork = await ask(chatId, 'two, said otherwise', first.id);
  expect(await shown(chatId)).toEqual(['one', first.id, 'two, said otherwise', fork.id]);

  const questions = (await client.chat.messages({ chatId })).messages[2]?.alternatives ?? [];
  expect(questions).toEqual([second.parentId, fork.parentId]);
  const page = await client.chat.choose({ messageId: questions[0] ?? '' });
  expect(page.messages.map(({ id }) => id).at(-1)).toBe(second.id);
  expect(await shown(chatId)).toEqual(['one', first.id, 'two', second.id]);
  await ask(chatId, 'three');
  expect(await shown(chatId)).toHaveLength(6);

  const other = await ask(chatId, 'another beginning', null);
  expect(await shown(chatId)).toEqual(['another beginning', other.id]);
  await client.chat.choose({ messageId: first.id });
  expect(await shown(chatId)).toEqual(['one', first.id, 'two, said otherwise', fork.id]);
});

test('an answer made again stands beside the first, with what it came from', async () => {
  const { id: chatId } = await client.chat.create({ settings: SHORT });
  const first = await ask(chatId, 'again?');
  const second = await answerOf(client.chat.regenerate({ answerId: first.id }));
  expect(second).toMatchObject({
    parentId: first.parentId,
    alternatives: [first.id, second.id],
    adapters: [],
    edited: false,
  });
  expect(second.model).toMatch(/^Tiny /);
  expect(await shown(chatId)).toEqual(['again?', second.id]);
  await client.chat.choose({ messageId: first.id });
  expect((await client.chat.messages({ chatId })).messages.at(-1)).toEqual({
    ...first,
    alternatives: [first.id, second.id],
  });
});

test('a seed gives the same answer again, its alternatives too; without one every answer is new', async () => {
  const settings = { ...SHORT, maxTokens: 12, temperature: 1.5, seed: 'mine' };
  const texts: string[] = [];
  for (let i = 0; i < 2; i++) {
    const { id: chatId } = await client.chat.create({ settings });
    const first = await ask(chatId, 'Who?');
    texts.push(first.text, (await answerOf(client.chat.regenerate({ answerId: first.id }))).text);
  }
  expect(texts.slice(2)).toEqual(texts.slice(0, 2));
  expect(texts[0]).not.toBe(texts[1]);
  const { id: chatId } = await client.chat.create({ settings: { ...settings, seed: null } });
  expect((await ask(chatId, 'Who?')).text).not.toBe((await ask(chatId, 'Who?', null)).text);
});

test('an edited answer can be gone on with; what is written is appended', async () => {
  const { id: chatId } = await client.chat.create({ settings: SHORT });
  const first = await ask(chatId, 'Tell');
  const { message } = await client.chat.editAnswer({ answerId: first.id, text: 'Once upon a time' });
  expect(message).toMatchObject({
    edited: true,
    text: 'Once upon a time',
    alternatives: [first.id, message.id],
  });
  expect(await shown(chatId)).toEqual(['Tell', message.id]);
  const events: AnswerEvent[] = [];
  for await (const event of await client.chat.continue({ answerId: message.id })) events.push(event);
  const [started] = events;
  const done = events.at(-1);
  if (started?.type !== 'started' || done?.type !== 'done') throw new Error('out of order');
  expect(started.answer).toMatchObject({ id: message.id, text: 'Once upon a time', reason: null });
  const more = events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('');
  expect(more).not.toBe('');
  expect(done.answer).toMatchObject({ id: message.id, text: `Once upon a time${more}`, edited: true });
  expect((await client.chat.messages({ chatId })).messages.at(-1)).toEqual(done.answer);
});

test('an answer that cannot go on stays as it was, with the reason', async () => {
  const { id: chatId } = await client.chat.create({ settings: SHORT });
  const first = await ask(chatId, 'Tell');
  const { message } = await client.chat.editAnswer({ answerId: first.id, text: 'so '.repeat(400).trim() });
  await expect(answerOf(client.chat.continue({ answerId: message.id }))).rejects.toMatchObject({
    code: 'CHAT_TOO_LONG',
  });
  expect((await client.chat.messages({ chatId })).messages.at(-1)).toEqual(message);
  await expect(client.chat.continue({ answerId: first.parentId ?? '' })).resolves.toBeDefined();
  await expect(answerOf(client.chat.continue({ answerId: first.parentId ?? '' }))).rejects.toMatchObject({
    code: 'MESSAGE_NOT_ANSWER',
  });
});

test('the path comes in parts, the newest first, and a found message with all that follows it', async () => {
  const { id: chatId } = await client.chat.create({ settings: { ...SHORT, maxTokens: 1 } });
  for (const text of ['a', 'b', 'c']) await ask(chatId, text);
  const newest = await client.chat.messages({ chatId, limit: 2 });
  expect(newest.messages.map(({ role, text }) => (role === 'user' ? text : ''))).toEqual(['c', '']);
  expect(newest.more).toBe(true);
  const before = await client.chat.messages({ chatId, limit: 4, before: newest.messages[0]?.id ?? '' });
  expect(before.messages.map(({ role, text }) => (role === 'user' ? text : ''))).toEqual(['a', '', 'b', '']);
  expect(before.more).toBe(false);

  const hidden = newest.messages[1];
  await ask(chatId, 'elsewhere', null);
  const revealed = await client.chat.reveal({ messageId: hidden?.id ?? '' });
  expect(revealed.messages.map(({ id }) => id)).toEqual(
    [...before.messages, ...newest.messages].map(({ id }) => id),
  );
  expect(await shown(chatId)).toHaveLength(6);
});

test('thumbs, edits and going on with one of several answers say what was preferred', async () => {
  const { id: chatId } = await client.chat.create({ settings: { ...SHORT, maxTokens: 8, temperature: 1.5 } });
  const bad = await ask(chatId, 'Which?');
  const good = await answerOf(client.chat.regenerate({ answerId: bad.id }));
  const told = async () =>
    (await client.chat.preferences({})).map(({ source, prompt, chosen, rejected }) => [
      source,
      prompt,
      chosen,
      rejected,
    ]);
  expect(await client.chat.rate({ answerId: bad.id, rating: 'down' })).toMatchObject({ rating: 'down' });
  expect((await told())[0]).toEqual(['rating', 'Which?', null, bad.text]);
  await client.chat.rate({ answerId: good.id, rating: 'up' });
  expect((await told())[0]).toEqual(['rating', 'Which?', good.text, bad.text]);
  await client.chat.rate({ answerId: good.id, rating: null });
  await client.chat.rate({ answerId: bad.id, rating: null });
  expect((await told()).filter(([, prompt]) => prompt === 'Which?')).toEqual([]);

  await ask(chatId, 'Good, and then?', good.id);
  expect((await told())[0]).toEqual(['alternative', 'Which?', good.text, bad.text]);
  await client.chat.editAnswer({ answerId: bad.id, text: 'What I wanted' });
  expect((await told())[0]).toEqual(['edit', 'Which?', 'What I wanted', bad.text]);
  await client.chat.remove({ chatId });
  expect((await told()).filter(([, prompt]) => prompt === 'Which?')).toEqual([]);
});

test('an answer is remembered once as the lesson of its question, and forgotten', async () => {
  const { id: chatId } = await client.chat.create({ settings: SHORT });
  const answer = await ask(chatId, 'My cat?');
  const { message } = await client.chat.editAnswer({ answerId: answer.id, text: 'Minka.' });
  const lesson = await client.chat.remember({ answerId: message.id });
  expect(lesson).toMatchObject({ prompt: 'My cat?', answer: 'Minka.', learnedAt: null });
  expect(await client.chat.remember({ answerId: message.id })).toEqual(lesson);
  const last = async () => (await client.chat.messages({ chatId })).messages.at(-1);
  expect(await last()).toMatchObject({ id: message.id, lessonId: lesson.id });
  await client.chat.forget({ answerId: message.id });
  expect(await last()).toMatchObject({ id: message.id, lessonId: null });
  expect((await client.learn.lessons()).some(({ id }) => id === lesson.id)).toBe(false);
  await expect(client.chat.forget({ answerId: message.id })).rejects.toMatchObject({
    code: 'LESSON_UNKNOWN',
  });
  const long = await client.chat.editAnswer({ answerId: answer.id, text: 'long '.repeat(600) });
  await expect(client.chat.remember({ answerId: long.message.id })).rejects.toMatchObject({
    code: 'LESSON_TOO_LONG',
  });
});

test('settings are kept per chat and act at once; presets are kept apart', async () => {
  const { id: chatId } = await client.chat.create({});
  const changed = await client.chat.configure({
    chatId,
    settings: { maxTokens: 3, systemPrompt: 'Be kind.' },
  });
  expect(changed.settings).toMatchObject({ maxTokens: 3, temperature: 0.7, systemPrompt: 'Be kind.' });
  const answer = await ask(chatId, 'Hi');
  expect(answer.stats?.tokens).toBeLessThanOrEqual(3);
  const plain = await client.chat.create({ settings: { maxTokens: 3 } });
  const without = await ask(plain.id, 'Hi');
  expect((answer.stats?.contextUsed ?? 0) - (without.stats?.contextUsed ?? 0)).toBeGreaterThan(2);
  expect(await client.chat.rename({ chatId, title: ' Kind ' })).toMatchObject({
    title: 'Kind',
    messageCount: 2,
  });

  expect((await client.chat.presets.list()).map(({ builtIn }) => builtIn)).toEqual([true, true, true]);
  const { systemPrompt, seed: _seed, presetId: _preset, ...sampling } = changed.settings;
  const saved = await client.chat.presets.save({ name: 'Kind', systemPrompt, sampling });
  await client.chat.presets.save({ ...saved, name: 'Kinder' });
  expect((await client.chat.presets.list()).at(-1)).toEqual({ ...saved, name: 'Kinder', builtIn: false });
  await expect(client.chat.presets.remove({ id: 'preset-precise' })).rejects.toMatchObject({
    code: 'PRESET_BUILT_IN',
  });
  await client.chat.presets.remove({ id: saved.id });
  expect(await client.chat.presets.list()).toHaveLength(3);
});

test('both sides of a comparison answer, and nothing of it is kept', async () => {
  const { id: chatId } = await client.chat.create({ settings: { ...SHORT, maxTokens: 10 } });
  const said = { base: '', personal: '' };
  const ends: string[] = [];
  for await (const event of await client.chat.compare({ question: 'Who?', chatId })) {
    if (event.type === 'text') said[event.side] += event.text;
    else ends.push(event.side);
  }
  expect(ends).toEqual(['base', 'personal']);
  // Nothing was learned here yet, so with one seed both are the same.
  expect(said.personal).toBe(said.base);
  expect(said.base).not.toBe('');
  expect((await client.chat.messages({ chatId })).messages).toEqual([]);
});

test('what belongs to another chat, or is not there, is refused with what to do', async () => {
  const mine = await client.chat.create({ settings: SHORT });
  const other = await client.chat.create({ settings: SHORT });
  const answer = await ask(other.id, 'Hi');
  await expect(ask(mine.id, 'Hi', answer.id)).rejects.toMatchObject({ code: 'MESSAGE_UNKNOWN' });
  await expect(client.chat.messages({ chatId: mine.id, before: answer.id })).rejects.toMatchObject({
    code: 'MESSAGE_UNKNOWN',
  });
  for (const call of [
    client.chat.choose({ messageId: 'nothing-here' }),
    client.chat.reveal({ messageId: 'nothing-here' }),
    client.chat.rate({ answerId: 'nothing-here', rating: 'up' }),
    client.chat.editAnswer({ answerId: 'nothing-here', text: 'x' }),
  ])
    await expect(call).rejects.toMatchObject({ code: 'MESSAGE_UNKNOWN' });
  expect((await client.chat.messages({ chatId: mine.id })).messages).toEqual([]);
});
