import type { ChatTurn } from '../../protocol/api/worker-contract.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';

/** How much room a conversation has. */
export interface ChatPromptOptions {
  /** Tokens that the model reads, the answer included. */
  readonly contextTokens: number;
  /** Most tokens of the answer; half of the context is kept for it at most. */
  readonly answerTokens: number;
  /** What the answer begins with already; '' for a fresh one. */
  readonly continueFrom: string;
}

/** What the model reads: `ids` is everything, `begun` the end of it that belongs to the answer. */
export interface ChatPrompt {
  readonly ids: number[];
  readonly begun: number[];
}

/**
 * Ids of a conversation that leave room for an answer: the oldest turns are left out as long as it is too long,
 * a system turn at the start stays. For a model that was not made for system turns it begins the first question that is
 * left.
 *
 * @throws LoamError `CHAT_TOO_LONG` when the last message alone does not fit
 */
export function chatPrompt(
  tokenizer: Tokenizer,
  turns: readonly ChatTurn[],
  { contextTokens, answerTokens, continueFrom }: ChatPromptOptions,
): ChatPrompt {
  // An answer that is gone on with has had its room; an eighth is enough to say something more.
  const kept = Math.min(answerTokens, continueFrom === '' ? contextTokens >> 1 : contextTokens >> 3);
  const room = Math.max(1, contextTokens - kept);
  const system = turns[0]?.role === 'system' ? turns[0].content : '';
  let rest = turns.slice(turns[0]?.role === 'system' ? 1 : 0);
  for (;;) {
    const text = tokenizer.renderChat(withSystem(tokenizer, system, rest), { addGenerationPrompt: true });
    const prompt = tokenizer.encode(text);
    const ids = continueFrom === '' ? prompt : tokenizer.encode(text + tokenizer.neutralize(continueFrom));
    if (ids.length <= room) return { ids, begun: ids.slice(commonLength(prompt, ids)) };
    if (rest.length <= 1) throw tooLong(ids.length, room, system !== '', continueFrom !== '');
    rest = rest.slice(1);
    while (rest.length > 1 && rest[0]?.role === 'assistant') rest = rest.slice(1);
  }
}

function commonLength(a: readonly number[], b: readonly number[]): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function withSystem(tokenizer: Tokenizer, system: string, turns: readonly ChatTurn[]): readonly ChatTurn[] {
  if (system === '') return turns;
  if (tokenizer.takesSystemTurns) return [{ role: 'system', content: system }, ...turns];
  const first = turns.findIndex(({ role }) => role === 'user');
  if (first < 0) return [{ role: 'user', content: system }, ...turns];
  return turns.map((turn, i) => (i === first ? { ...turn, content: `${system}\n\n${turn.content}` } : turn));
}

function tooLong(tokens: number, limit: number, hasSystem: boolean, isContinued: boolean): LoamError {
  const [message, hint] = isContinued
    ? [
        `The question and the answer so far have ${tokens} tokens; the model reads ${limit}.`,
        'The answer cannot go on. Ask a new question about the rest.',
      ]
    : hasSystem
      ? [
          `This message and the chat's instructions have ${tokens} tokens; the model reads ${limit}.`,
          'Shorten the message or the instructions.',
        ]
      : [
          `This message has ${tokens} tokens; the model reads ${limit}.`,
          'Shorten the message or start a new chat.',
        ];
  return new LoamError('CHAT_TOO_LONG', message, { hint, data: { tokens, limit } });
}
