import { afterAll, expect, test } from 'vitest';
import type { Message } from '../../protocol/api/chat-schemas.ts';
import { findMessage } from '../database/messages.ts';
import { startTestNode, testPlace } from '../fixtures/test-node.ts';

const place = testPlace();
const { node, client } = await startTestNode(place.config('stop'));
afterAll(async () => {
  await node.stop();
  place.remove();
});

test('stopping ends an answer at once, also while the model is in the middle of a long step', async () => {
  const { id: chatId } = await client.chat.create({ settings: { maxTokens: 100, temperature: 1.5 } });
  const leave = new AbortController();
  const pid = node.context.worker.pid ?? 0;
  let answerId = '';
  let text = '';
  let stoppedAt = 0;
  let ended: Message | undefined;
  try {
    for await (const event of await client.chat.send(
      { chatId, text: 'Tell me all' },
      { signal: leave.signal },
    )) {
      if (event.type === 'started') answerId = event.answerId;
      if (event.type !== 'text') continue;
      text += event.text;
      // A worker that does nothing any more is the longest step there can be.
      process.kill(pid, 'SIGSTOP');
      stoppedAt = performance.now();
      leave.abort();
      break;
    }
    do {
      await new Promise((resolve) => setTimeout(resolve, 1));
      ended = findMessage(node.context.db, answerId);
    } while (ended?.reason == null && performance.now() - stoppedAt < 20_000);
    const keptMs = performance.now() - stoppedAt;
    expect(ended?.reason).toBe('cancelled');
    expect(ended?.text.startsWith(text)).toBe(true);
    // A few milliseconds when the machine is quiet; a worker's step would have to end here, and never does.
    expect(keptMs).toBeLessThan(2_000);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  // The same worker goes on with the next question.
  for await (const event of await client.chat.send({ chatId, text: 'And now?' }))
    if (event.type === 'done') expect(event.answer.reason).not.toBe('failed');
  expect(node.context.worker.pid).toBe(pid);
});
