import type { NodeImplementer, NodeParts } from './node-parts.ts';

/** The procedures under `chat`: one procedure, one call into one service. */
export function chatRoutes(os: NodeImplementer, { chat }: NodeParts) {
  return {
    list: os.chat.list.handler(() => chat.list()),
    create: os.chat.create.handler(({ input }) => chat.create(input.title)),
    messages: os.chat.messages.handler(({ input }) => chat.messages(input.chatId)),
    remove: os.chat.remove.handler(({ input }) => {
      chat.remove(input.chatId);
      return {};
    }),
    send: os.chat.send.handler(async function* ({ input, signal }) {
      yield* chat.send(input.chatId, input.text, signal);
    }),
  };
}
