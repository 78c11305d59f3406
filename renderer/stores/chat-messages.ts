import type { AnswerEvent, Message } from '../../protocol/api/chat-schemas.ts';

/** Messages of a chat after one event of its answer's stream; those that were on another path go. */
export function withAnswerEvent(messages: readonly Message[], event: AnswerEvent): readonly Message[] {
  if (event.type === 'started') return [...before(messages, event.question), event.question, event.answer];
  const last = messages.at(-1);
  if (last?.role !== 'assistant') return messages;
  const next = event.type === 'text' ? { ...last, text: last.text + event.text } : event.answer;
  return [...messages.slice(0, -1), next];
}

/** What stands before a question on the path that it is on. */
function before(messages: readonly Message[], question: Message): readonly Message[] {
  const same = messages.findIndex(
    ({ id, parentId, role }) => id === question.id || (role === 'user' && parentId === question.parentId),
  );
  return same < 0 ? messages : messages.slice(0, same);
}

/** The same messages, the last answer ended for `reason` if it had not ended. */
export function endedAs(messages: readonly Message[], reason: 'cancelled' | 'failed'): readonly Message[] {
  const last = messages.at(-1);
  if (last?.role !== 'assistant' || last.reason !== null) return messages;
  return [...messages.slice(0, -1), { ...last, reason }];
}

/** The same messages, the one with `next`'s id being `next`. */
export function withMessage(messages: readonly Message[], next: Message): readonly Message[] {
  return messages.map((message) => (message.id === next.id ? next : message));
}
