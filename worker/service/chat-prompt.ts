import type { ChatTurn } from '../../protocol/api/worker-contract.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';

/**
 * Ids of a conversation that leave room for an answer: the oldest turns are left out as long as it is too long,
 * a system turn at the start stays.
 *
 * @throws LoamError `CHAT_TOO_LONG` when the last message alone does not fit
 */
export function chatPrompt(tokenizer: Tokenizer, turns: readonly ChatTurn[], room: number): number[] {
  const system = turns[0]?.role === 'system' ? turns.slice(0, 1) : [];
  let rest = turns.slice(system.length);
  for (;;) {
    const ids = tokenizer.encodeChat([...system, ...rest], { addGenerationPrompt: true });
    if (ids.length <= room) return ids;
    if (rest.length <= 1) {
      throw new LoamError(
        'CHAT_TOO_LONG',
        `This message has ${ids.length} tokens; the model reads ${room}.`,
        {
          hint: 'Shorten the message or start a new chat.',
          data: { tokens: ids.length, limit: room },
        },
      );
    }
    rest = rest.slice(1);
    while (rest.length > 1 && rest[0]?.role === 'assistant') rest = rest.slice(1);
  }
}
