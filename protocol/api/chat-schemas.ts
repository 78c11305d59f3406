import { z } from 'zod';
import { MAX_MESSAGE_CHARS } from '../limits.ts';
import { generationStatsSchema } from './worker-contract.ts';

/** Identifier that the node gives to its rows. */
export const rowIdSchema = z.string().regex(/^[0-9a-z-]{8,40}$/);

/** A conversation in the list. Times are milliseconds since 1970. */
export const chatSchema = z.object({
  id: rowIdSchema,
  title: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Chat = z.infer<typeof chatSchema>;

/** One message. `reason` says why an answer ended; null for the owner's own messages. */
export const messageSchema = z.object({
  id: rowIdSchema,
  chatId: rowIdSchema,
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  createdAt: z.number(),
  reason: z.enum(['stop', 'length', 'cancelled', 'failed']).nullable(),
  stats: generationStatsSchema.nullable(),
});
export type Message = z.infer<typeof messageSchema>;

/** What `chat.send` streams. The answer is in the database whatever happens to the stream. */
export const answerEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), question: messageSchema, answerId: rowIdSchema }),
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('done'), answer: messageSchema }),
]);
export type AnswerEvent = z.infer<typeof answerEventSchema>;

/** Text that a person typed into the composer. */
export const messageTextSchema = z.string().trim().min(1).max(MAX_MESSAGE_CHARS);
