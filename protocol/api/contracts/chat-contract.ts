import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import {
  MAX_CHAT_IMPORT_CHARS,
  MAX_MESSAGE_CHARS,
  MAX_MESSAGE_PAGE,
  MAX_PREFERENCE_PAGE,
  MAX_SEARCH_CHARS,
  MAX_SEARCH_HITS,
  MESSAGE_PAGE,
} from '../../limits.ts';
import {
  answerEventSchema,
  chatSchema,
  chatSettingsSchema,
  chatTitleSchema,
  compareEventSchema,
  exportEventSchema,
  messagePageSchema,
  messageSchema,
  messageTextSchema,
  preferenceSchema,
  presetSchema,
  rowIdSchema,
  searchHitSchema,
} from '../chat-schemas.ts';
import { lessonSchema } from '../learn-schemas.ts';
import { none } from './none.ts';

const chat = z.object({ chatId: rowIdSchema });
const answer = z.object({ answerId: rowIdSchema });
const message = z.object({ messageId: rowIdSchema });

/**
 * Conversations with the bot. A chat is a tree: every message follows another one, and those that follow the same one are
 * alternatives. One path through it is shown; changing it loses nothing.
 */
export const chatContract = {
  list: oc.output(z.array(chatSchema)),
  create: oc
    .input(
      z.object({ title: z.string().max(120).optional(), settings: chatSettingsSchema.partial().optional() }),
    )
    .output(chatSchema),
  rename: oc.input(chat.extend({ title: chatTitleSchema })).output(chatSchema),
  /** Changes how a chat is answered from now on; what is not named stays. */
  configure: oc.input(chat.extend({ settings: chatSettingsSchema.partial() })).output(chatSchema),
  remove: oc.input(chat).output(none),
  /** The newest part of the path that is shown, or the part before a message of it. */
  messages: oc
    .input(
      chat.extend({
        before: rowIdSchema.optional(),
        limit: z.number().int().min(1).max(MAX_MESSAGE_PAGE).default(MESSAGE_PAGE),
      }),
    )
    .output(messagePageSchema),
  /**
   * Asks and streams the answer; leaving the stream stops the answer, keeping what was said. `parentId` is what the
   * question follows: left out, the end of the path; another message makes a fork (an edited question follows what the
   * first form of it followed); null makes another beginning.
   */
  send: oc
    .input(chat.extend({ text: messageTextSchema, parentId: rowIdSchema.nullish() }))
    .output(eventIterator(answerEventSchema)),
  /** Answers the same question once more; the new answer stands beside the old ones and is shown. */
  regenerate: oc.input(answer).output(eventIterator(answerEventSchema)),
  /** Puts the owner's words beside an answer as an alternative, which is shown. */
  editAnswer: oc
    .input(answer.extend({ text: z.string().trim().min(1).max(MAX_MESSAGE_CHARS) }))
    .output(z.object({ message: messageSchema })),
  /** Goes on writing after an answer's text. */
  continue: oc.input(answer).output(eventIterator(answerEventSchema)),
  /** Shows this alternative, with what was last said after it. */
  choose: oc.input(message).output(messagePageSchema),
  /** Thumbs up, thumbs down or neither. */
  rate: oc.input(answer.extend({ rating: z.enum(['up', 'down']).nullable() })).output(messageSchema),
  /** Makes a lesson of an answer and its question. */
  remember: oc.input(answer).output(lessonSchema),
  /** Removes the lesson that an answer became. */
  forget: oc.input(answer).output(none),
  /**
   * Answers a question by the base model and by what answers in chats, both with the same seed; nothing is kept. `chatId`
   * takes that chat's settings, `parentId` also what was said up to that message.
   */
  compare: oc
    .input(
      z.object({
        question: messageTextSchema,
        chatId: rowIdSchema.optional(),
        parentId: rowIdSchema.nullish(),
      }),
    )
    .output(eventIterator(compareEventSchema)),
  /** Messages that hold all words, the last one also as a beginning; the newest first. */
  search: oc
    .input(
      z.object({
        query: z.string().max(MAX_SEARCH_CHARS),
        chatId: rowIdSchema.optional(),
        limit: z.number().int().min(1).max(MAX_SEARCH_HITS).default(MAX_SEARCH_HITS),
      }),
    )
    .output(z.array(searchHitSchema)),
  /** Shows the path that a message is on, and the part of it that holds the message. */
  reveal: oc.input(message).output(messagePageSchema),
  /** One chat or, with null, all of them as a file; json holds everything, md what is shown. */
  export: oc
    .input(z.object({ chatId: rowIdSchema.nullable(), format: z.enum(['md', 'json']) }))
    .output(eventIterator(exportEventSchema)),
  /** Adds the chats of an exported json file: all of them or, when it is not one or damaged, none. */
  import: oc
    .input(z.object({ text: z.string().max(MAX_CHAT_IMPORT_CHARS) }))
    .output(z.object({ chats: z.number().int(), messages: z.number().int() })),
  presets: {
    list: oc.output(z.array(presetSchema)),
    /** Keeps a new preset, or changes one of the owner's. */
    save: oc.input(presetSchema.omit({ builtIn: true }).partial({ id: true })).output(presetSchema),
    remove: oc.input(z.object({ id: rowIdSchema })).output(none),
  },
  /** What edits, thumbs and the choice between alternatives said about answers, newest first. */
  preferences: oc
    .input(
      z.object({
        before: rowIdSchema.optional(),
        limit: z.number().int().min(1).max(MAX_PREFERENCE_PAGE).default(MAX_PREFERENCE_PAGE),
      }),
    )
    .output(z.array(preferenceSchema)),
};
