import type { ChatSettings, Sampling } from '../../protocol/api/chat-schemas.ts';

/** The part of a chat's settings that the worker takes. */
export function samplingOf(settings: ChatSettings): Sampling {
  const { temperature, topP, topK, repetitionPenalty, maxTokens } = settings;
  return { temperature, topP, topK, repetitionPenalty, maxTokens };
}
