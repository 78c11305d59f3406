import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import {
  answerEventSchema,
  chatSchema,
  messageSchema,
  messageTextSchema,
  rowIdSchema,
} from '../chat-schemas.ts';
import { none } from './none.ts';

/** Conversations with the bot. */
export const chatContract = {
  list: oc.output(z.array(chatSchema)),
  create: oc.input(z.object({ title: z.string().max(120).optional() })).output(chatSchema),
  messages: oc.input(z.object({ chatId: rowIdSchema })).output(z.array(messageSchema)),
  remove: oc.input(z.object({ chatId: rowIdSchema })).output(none),
  /** Asks and streams the answer; leaving the stream stops the answer, keeping what was said. */
  send: oc
    .input(z.object({ chatId: rowIdSchema, text: messageTextSchema }))
    .output(eventIterator(answerEventSchema)),
};
