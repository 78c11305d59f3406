import type { AnswerEvent, Chat, ChatSettings, Message } from '../../protocol/api/chat-schemas.ts';
import type { ChatTurn, GenerationStats } from '../../protocol/api/worker-contract.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { findLeaf, setLeaf, touchChat } from '../database/chats.ts';
import { findMessage, insertMessage, listPath, reopenAnswer, updateMessage } from '../database/messages.ts';
import { type AdapterStack, personalStack } from '../learn/adapter-stack.ts';
import { setAsideDamaged } from '../learn/set-aside-damaged.ts';
import { type NodeContext, newRowId } from '../node-context.ts';
import { MAX_ALTERNATIVES, MAX_CHAT_MESSAGES, PERSIST_EVERY_MS, TITLE_CHARS, TURNS_SENT } from './limits.ts';
import type { MessageTree } from './message-tree.ts';
import { nameAdapters } from './name-adapters.ts';
import { requireChat, requireEndedAnswer, requireMessage, requireRoom } from './require-row.ts';
import { samplingOf } from './sampling-of.ts';
import { unlessAborted } from './unless-aborted.ts';

const ROOM = { messages: MAX_CHAT_MESSAGES, alternatives: MAX_ALTERNATIVES };

/** Asks the model and keeps what it says. Every word is on its way to the database when it is on its way to the screen. */
export class Answering {
  readonly #context: NodeContext;
  readonly #tree: MessageTree;
  readonly #network: () => { adapterDir: string | null };

  constructor(context: NodeContext, tree: MessageTree, network: () => { adapterDir: string | null }) {
    this.#context = context;
    this.#tree = tree;
    this.#network = network;
  }

  /** What answers in chats. */
  get stack(): AdapterStack {
    return personalStack(this.#context, this.#network().adapterDir);
  }

  /**
   * Asks and streams the answer. A reader that leaves stops the answer; what was said until then is kept.
   *
   * @param parentId what the question follows; undefined for the end of the path that is shown
   * @throws LoamError `CHAT_UNKNOWN`, `MESSAGE_UNKNOWN`, `CHAT_FULL`, `ALTERNATIVES_FULL`; whatever loading the model or the worker reports
   */
  async *send(
    request: { chatId: string; text: string; parentId?: string | null | undefined },
    signal?: AbortSignal,
  ): AsyncGenerator<AnswerEvent, void, void> {
    const { db, now } = this.#context;
    const { text } = request;
    const chat = requireChat(db, request.chatId);
    const parentId = request.parentId === undefined ? findLeaf(db, chat.id) : request.parentId;
    if (parentId !== null && requireMessage(db, parentId).chatId !== chat.id)
      throw new LoamError('MESSAGE_UNKNOWN', 'This message belongs to another chat.', {
        hint: 'Open that chat.',
      });
    requireRoom(db, chat, parentId, ROOM);
    const [question, answer] = db.transaction(() => {
      this.#tree.wentOnWith(parentId);
      const asked = this.#insert(chat.id, parentId, 'user', text);
      touchChat(db, chat.id, {
        updatedAt: now(),
        ...(chat.title === '' ? { title: text.replace(/\s+/g, ' ').slice(0, TITLE_CHARS) } : {}),
      });
      return [asked, this.#insert(chat.id, asked.id, 'assistant', '')] as const;
    });
    yield* this.#answer(chat, question, answer, signal);
  }

  /**
   * Answers the same question once more; the answer stands beside the others and is shown.
   *
   * @throws LoamError `MESSAGE_UNKNOWN`, `MESSAGE_NOT_ANSWER`, `CHAT_ANSWERING` and as {@link send}
   */
  async *regenerate(answerId: string, signal?: AbortSignal): AsyncGenerator<AnswerEvent, void, void> {
    const { db, now } = this.#context;
    const { question } = requireEndedAnswer(db, answerId);
    const chat = requireChat(db, question.chatId);
    requireRoom(db, chat, question.id, ROOM);
    touchChat(db, chat.id, { updatedAt: now() });
    yield* this.#answer(chat, question, this.#insert(chat.id, question.id, 'assistant', ''), signal);
  }

  /**
   * Goes on writing after an answer's text; the path that is shown ends with it then.
   *
   * @throws LoamError as {@link regenerate}
   */
  async *continue(answerId: string, signal?: AbortSignal): AsyncGenerator<AnswerEvent, void, void> {
    const { db, now } = this.#context;
    const { answer, question } = requireEndedAnswer(db, answerId);
    const chat = requireChat(db, question.chatId);
    db.transaction(() => {
      reopenAnswer(db, answerId);
      setLeaf(db, chat.id, answerId);
      touchChat(db, chat.id, { updatedAt: now() });
    });
    yield* this.#answer(chat, question, { ...answer, reason: null }, signal, answer.reason);
  }

  async *#answer(
    chat: Chat,
    question: Message,
    answer: Message,
    signal: AbortSignal | undefined,
    endedBefore: Message['reason'] = null,
  ): AsyncGenerator<AnswerEvent, void, void> {
    const { db, worker, now } = this.#context;
    const stack = this.stack;
    const adapters = nameAdapters(stack);
    const begun = answer.text;
    let said = begun;
    let stats: GenerationStats | null = answer.stats;
    let reason: Message['reason'] = 'cancelled';
    let savedAt = now();
    try {
      yield { type: 'started', question, answerId: answer.id, answer };
      const info = await unlessAborted(this.#context.model(), signal);
      updateMessage(db, answer.id, { adapters, model: info.name });
      const stream = await worker.client.generate(
        {
          messages: this.#turns(chat.settings, question),
          adapters: [...stack],
          ...samplingOf(chat.settings),
          seed: seedOf(chat.settings, answer),
          ...(begun === '' ? {} : { continueFrom: begun }),
        },
        signal === undefined ? {} : { signal },
      );
      for await (const event of stream) {
        if (event.type === 'done') {
          ({ reason, stats } = event);
          break;
        }
        said += event.text;
        yield event;
        if (now() - savedAt > PERSIST_EVERY_MS) {
          updateMessage(db, answer.id, { text: said });
          savedAt = now();
        }
      }
    } catch (error) {
      if (signal?.aborted !== true) {
        reason = 'failed';
        throw await setAsideDamaged(this.#context, stack, error);
      }
    } finally {
      // Going on that came to nothing leaves the answer as it was.
      if (said === begun && endedBefore !== null && reason !== 'stop') reason = endedBefore;
      updateMessage(db, answer.id, { text: said, reason, stats });
    }
    yield { type: 'done', answer: findMessage(db, answer.id) ?? { ...answer, text: said, reason, stats } };
  }

  /** The chat's instructions, then what was said up to the question. */
  #turns(settings: ChatSettings, question: Message): ChatTurn[] {
    const said = listPath(this.#context.db, question.id, TURNS_SENT)
      .filter(({ text }) => text !== '')
      .map((m): ChatTurn => ({ role: m.role, content: m.text }));
    return settings.systemPrompt === ''
      ? said
      : [{ role: 'system', content: settings.systemPrompt }, ...said];
  }

  #insert(chatId: string, parentId: string | null, role: Message['role'], text: string): Message {
    const { db, now } = this.#context;
    const id = newRowId(this.#context);
    insertMessage(db, { id, chatId, parentId, role, text, createdAt: now(), reason: null, stats: null });
    return requireMessage(db, id);
  }
}

/** A chat's seed gives the first answer; each further alternative has its own, the same whenever it is asked for. */
function seedOf({ seed }: ChatSettings, answer: Message): string {
  if (seed === null) return answer.text === '' ? answer.id : `${answer.id} ${answer.text.length}`;
  const at = answer.alternatives.indexOf(answer.id);
  return at <= 0 ? seed : `${seed.slice(0, 70)} #${at}`;
}
