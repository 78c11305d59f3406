import { compareAnswers } from '../chat/compare-answers.ts';
import { exportChats } from '../chat/export-chats.ts';
import { importChats } from '../chat/import-chats.ts';
import { forgetAnswer, rememberAnswer } from '../chat/remember-answer.ts';
import { searchChats } from '../chat/search-chats.ts';
import { listPreferences } from '../database/preferences.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';

/** The procedures under `chat`: one procedure, one call into one service. */
export function chatRoutes(os: NodeImplementer, { context, chat, learn }: NodeParts) {
  const { db, now } = context;
  const { tree, answers, presets } = chat;
  return {
    list: os.chat.list.handler(() => chat.list()),
    create: os.chat.create.handler(({ input }) => chat.create(input.title, input.settings)),
    rename: os.chat.rename.handler(({ input }) => chat.rename(input.chatId, input.title)),
    configure: os.chat.configure.handler(({ input }) => chat.configure(input.chatId, input.settings)),
    remove: os.chat.remove.handler(({ input }) => {
      chat.remove(input.chatId);
      return {};
    }),
    messages: os.chat.messages.handler(({ input }) => tree.page(input.chatId, input)),
    send: os.chat.send.handler(async function* ({ input, signal }) {
      yield* answers.send(input, signal);
    }),
    regenerate: os.chat.regenerate.handler(async function* ({ input, signal }) {
      yield* answers.regenerate(input.answerId, signal);
    }),
    editAnswer: os.chat.editAnswer.handler(({ input }) => ({
      message: tree.editAnswer(input.answerId, input.text),
    })),
    continue: os.chat.continue.handler(async function* ({ input, signal }) {
      yield* answers.continue(input.answerId, signal);
    }),
    choose: os.chat.choose.handler(({ input }) => tree.choose(input.messageId)),
    rate: os.chat.rate.handler(({ input }) => tree.rate(input.answerId, input.rating)),
    remember: os.chat.remember.handler(({ input }) => rememberAnswer(db, learn, input.answerId)),
    forget: os.chat.forget.handler(async ({ input }) => {
      await forgetAnswer(db, learn, input.answerId);
      return {};
    }),
    compare: os.chat.compare.handler(async function* ({ input, signal }) {
      yield* compareAnswers(context, input, answers.stack, signal);
    }),
    search: os.chat.search.handler(({ input }) => searchChats(db, input.query, input)),
    reveal: os.chat.reveal.handler(({ input }) => tree.reveal(input.messageId)),
    export: os.chat.export.handler(async function* ({ input }) {
      yield* exportChats(db, input.chatId, input.format, now());
    }),
    import: os.chat.import.handler(({ input }) => importChats(context, input.text)),
    presets: {
      list: os.chat.presets.list.handler(() => presets.list()),
      save: os.chat.presets.save.handler(({ input }) => presets.save(input)),
      remove: os.chat.presets.remove.handler(({ input }) => {
        presets.remove(input.id);
        return {};
      }),
    },
    preferences: os.chat.preferences.handler(({ input }) =>
      listPreferences(db, {
        limit: input.limit,
        ...(input.before === undefined ? {} : { before: input.before }),
      }),
    ),
  };
}
