import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';

/** The procedures under `chat`: one procedure, one call into one service. */
export function chatRoutes(os: NodeImplementer, { chat }: NodeParts) {
  return {
    list: os.chat.list.handler(() => chat.list()),
    create: os.chat.create.handler(({ input }) => chat.create(input.title, defined(input.settings ?? {}))),
    messages: os.chat.messages.handler(({ input }) => chat.messages(input.chatId, input.limit)),
    remove: os.chat.remove.handler(({ input }) => {
      chat.remove(input.chatId);
      return {};
    }),
    send: os.chat.send.handler(async function* ({ input, signal }) {
      yield* chat.send(input.chatId, input.text, signal);
    }),
    rename: os.chat.rename.handler(soon),
    configure: os.chat.configure.handler(soon),
    regenerate: os.chat.regenerate.handler(soon),
    editAnswer: os.chat.editAnswer.handler(soon),
    continue: os.chat.continue.handler(soon),
    choose: os.chat.choose.handler(soon),
    rate: os.chat.rate.handler(soon),
    remember: os.chat.remember.handler(soon),
    forget: os.chat.forget.handler(soon),
    compare: os.chat.compare.handler(soon),
    search: os.chat.search.handler(soon),
    reveal: os.chat.reveal.handler(soon),
    export: os.chat.export.handler(soon),
    import: os.chat.import.handler(soon),
    preferences: os.chat.preferences.handler(soon),
    presets: {
      list: os.chat.presets.list.handler(soon),
      save: os.chat.presets.save.handler(soon),
      remove: os.chat.presets.remove.handler(soon),
    },
  };
}

function soon(): never {
  throw new LoamError('CHAT_NOT_YET', 'This part of the chat is being built.');
}

function defined<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;
}
