import { z } from 'zod';
import {
  MAX_ANSWER_TOKENS,
  MAX_MESSAGE_CHARS,
  MAX_PRESET_NAME_CHARS,
  MAX_SYSTEM_PROMPT_CHARS,
  MAX_TOP_K,
} from '../limits.ts';
import { generationStatsSchema } from './worker-contract.ts';

/** Identifier that the node gives to its rows. */
export const rowIdSchema = z.string().regex(/^[0-9a-z-]{8,40}$/);

/** How the next word is chosen. */
export const samplingSchema = z.object({
  /** 0 always takes the likeliest word, higher is livelier. */
  temperature: z.number().min(0).max(2),
  /** Only the likeliest words that together reach this probability are candidates. */
  topP: z.number().gt(0).max(1),
  /** Only this many likeliest words are candidates; 0 is off. */
  topK: z.number().int().min(0).max(MAX_TOP_K),
  /** Above 1, words that were said lately become less likely; 1 is off. */
  repetitionPenalty: z.number().min(1).max(2),
  /** Most tokens of one answer. */
  maxTokens: z.number().int().min(1).max(MAX_ANSWER_TOKENS),
});
export type Sampling = z.infer<typeof samplingSchema>;

/** Instructions that stand before a conversation; '' for none. */
export const systemPromptSchema = z.string().max(MAX_SYSTEM_PROMPT_CHARS);

/** How a chat is answered. */
export const chatSettingsSchema = samplingSchema.extend({
  systemPrompt: systemPromptSchema,
  /** The same seed, question and settings give the same answer; null takes another one for each answer. */
  seed: z.string().min(1).max(80).nullable(),
  /** Preset that these settings came from; they may have been changed since. */
  presetId: rowIdSchema.nullable(),
});
export type ChatSettings = z.infer<typeof chatSettingsSchema>;

/** Settings of a chat that nobody changed. */
export const DEFAULT_CHAT_SETTINGS: ChatSettings = {
  systemPrompt: '',
  temperature: 0.7,
  topP: 0.9,
  topK: 0,
  repetitionPenalty: 1.1,
  maxTokens: 160,
  seed: null,
  presetId: null,
};

/** Name of a chat or a preset, as a person types it. */
export const chatTitleSchema = z.string().trim().min(1).max(120);

/** A conversation in the list. Times are milliseconds since 1970. */
export const chatSchema = z.object({
  id: rowIdSchema,
  title: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  settings: chatSettingsSchema,
  /** Messages of the chat, alternatives included. */
  messageCount: z.number().int(),
});
export type Chat = z.infer<typeof chatSchema>;

/** One adapter that an answer came from. `version` is the network's model version. */
export const answeringAdapterSchema = z.object({
  kind: z.enum(['network', 'personal', 'cluster']),
  name: z.string(),
  version: z.number().int().nullable(),
});
export type AnsweringAdapter = z.infer<typeof answeringAdapterSchema>;

/** One message. `reason` says why an answer ended; null for the owner's own messages and while it is being written. */
export const messageSchema = z.object({
  id: rowIdSchema,
  chatId: rowIdSchema,
  /** What it follows; null for the first of a chat. */
  parentId: rowIdSchema.nullable(),
  /** All messages that follow the same one, in order, itself included. */
  alternatives: z.array(rowIdSchema),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  createdAt: z.number(),
  reason: z.enum(['stop', 'length', 'cancelled', 'failed']).nullable(),
  stats: generationStatsSchema.nullable(),
  /** True for an answer that its owner rewrote. */
  edited: z.boolean(),
  rating: z.enum(['up', 'down']).nullable(),
  /** What answered, on top of the base model; empty for the base model alone. */
  adapters: z.array(answeringAdapterSchema),
  /** Name of the base model that answered; '' where it is not known. */
  model: z.string(),
  /** The lesson that this answer is remembered as. */
  lessonId: rowIdSchema.nullable(),
});
export type Message = z.infer<typeof messageSchema>;

/** A part of the path that is shown, oldest first; `more` when older messages come before it. */
export const messagePageSchema = z.object({ messages: z.array(messageSchema), more: z.boolean() });
export type MessagePage = z.infer<typeof messagePageSchema>;

/**
 * What `chat.send`, `chat.regenerate` and `chat.continue` stream. The answer is in the database whatever happens to the
 * stream. `started` carries the answer as it stands then: empty, or with the text that is being continued. After it the
 * path that is shown ends with this question and this answer.
 */
export const answerEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('started'),
    question: messageSchema,
    answerId: rowIdSchema,
    answer: messageSchema,
  }),
  z.object({
    type: z.literal('text'),
    text: z.string(),
    /** When the worker had it, milliseconds since 1970 on this machine's clock. */
    at: z.number(),
  }),
  z.object({ type: z.literal('done'), answer: messageSchema }),
]);
export type AnswerEvent = z.infer<typeof answerEventSchema>;

const side = z.enum(['base', 'personal']);

/** What `chat.compare` streams: one answer after the other, of the base model and of what answers in chats. */
export const compareEventSchema = z.discriminatedUnion('type', [
  z.object({ side, type: z.literal('text'), text: z.string() }),
  z.object({
    side,
    type: z.literal('done'),
    reason: z.enum(['stop', 'length']),
    stats: generationStatsSchema,
    adapters: z.array(answeringAdapterSchema),
  }),
]);
export type CompareEvent = z.infer<typeof compareEventSchema>;

/** A message that a search found, with the piece of its text around what was found. */
export const searchHitSchema = z.object({
  chatId: rowIdSchema,
  chatTitle: z.string(),
  messageId: rowIdSchema,
  role: z.enum(['user', 'assistant']),
  createdAt: z.number(),
  parts: z.array(z.object({ text: z.string(), hit: z.boolean() })),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

/** What `chat.export` streams: the name of the file first, then its contents in pieces. */
export const exportEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('file'), name: z.string(), mediaType: z.string() }),
  z.object({ type: z.literal('text'), text: z.string() }),
]);
export type ExportEvent = z.infer<typeof exportEventSchema>;

/** A kept way of answering. Built-in ones have fixed ids ({@link BUILT_IN_PRESETS}) that a page may translate. */
export const presetSchema = z.object({
  id: rowIdSchema,
  name: z.string().trim().min(1).max(MAX_PRESET_NAME_CHARS),
  builtIn: z.boolean(),
  systemPrompt: systemPromptSchema,
  sampling: samplingSchema,
});
export type Preset = z.infer<typeof presetSchema>;

/** Ids of the presets that are always there. */
export const BUILT_IN_PRESETS = ['preset-balanced', 'preset-precise', 'preset-lively'] as const;

/** Two answers to the same question of which one was preferred, for later training. */
export const preferenceSchema = z.object({
  id: rowIdSchema,
  chatId: rowIdSchema,
  questionId: rowIdSchema,
  source: z.enum(['edit', 'rating', 'alternative']),
  prompt: z.string(),
  /** Null when all that is known is that `rejected` was not liked. */
  chosen: z.string().nullable(),
  /** Null when all that is known is that `chosen` was liked. */
  rejected: z.string().nullable(),
  createdAt: z.number(),
});
export type Preference = z.infer<typeof preferenceSchema>;

/** Text that a person typed into the composer. */
export const messageTextSchema = z.string().trim().min(1).max(MAX_MESSAGE_CHARS);
