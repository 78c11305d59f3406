import { type CompareEvent, DEFAULT_CHAT_SETTINGS } from '../../protocol/api/chat-schemas.ts';
import type { ChatTurn } from '../../protocol/api/worker-contract.ts';
import { listPath } from '../database/messages.ts';
import type { AdapterStack } from '../learn/adapter-stack.ts';
import { setAsideDamaged } from '../learn/set-aside-damaged.ts';
import { type NodeContext, newRowId } from '../node-context.ts';
import { TURNS_SENT } from './limits.ts';
import { nameAdapters } from './name-adapters.ts';
import { requireChat, requireMessage } from './require-row.ts';
import { samplingOf } from './sampling-of.ts';
import { unlessAborted } from './unless-aborted.ts';

/** What is compared. */
export interface CompareRequest {
  readonly question: string;
  /** Chat whose settings count. */
  readonly chatId?: string | undefined;
  /** Message up to which what was said counts. */
  readonly parentId?: string | null | undefined;
}

/**
 * Answers a question by the base model, then by `stack`, both with the same seed and settings. Nothing is kept.
 *
 * @throws LoamError `CHAT_UNKNOWN`, `MESSAGE_UNKNOWN`, what the worker reports
 */
export async function* compareAnswers(
  context: NodeContext,
  request: CompareRequest,
  stack: AdapterStack,
  signal?: AbortSignal,
): AsyncGenerator<CompareEvent, void, void> {
  const { db, worker } = context;
  const parent = request.parentId == null ? undefined : requireMessage(db, request.parentId);
  const chatId = request.chatId ?? parent?.chatId;
  const settings = chatId === undefined ? DEFAULT_CHAT_SETTINGS : requireChat(db, chatId).settings;
  const said = parent === undefined ? [] : listPath(db, parent.id, TURNS_SENT);
  const messages: ChatTurn[] = [
    ...(settings.systemPrompt === '' ? [] : [{ role: 'system' as const, content: settings.systemPrompt }]),
    ...said.filter(({ text }) => text !== '').map((m): ChatTurn => ({ role: m.role, content: m.text })),
    { role: 'user', content: request.question },
  ];
  const seed = settings.seed ?? newRowId(context);
  try {
    await unlessAborted(context.model(), signal);
    for (const side of ['base', 'personal'] as const) {
      const adapters = side === 'base' ? [] : stack;
      const stream = await worker.client.generate(
        { messages, adapters: [...adapters], ...samplingOf(settings), seed },
        signal === undefined ? {} : { signal },
      );
      for await (const event of stream) {
        if (event.type === 'text') yield { side, type: 'text', text: event.text };
        else yield { side, ...event, adapters: nameAdapters(adapters) };
      }
      if (signal?.aborted === true) return;
    }
  } catch (error) {
    if (signal?.aborted !== true) throw await setAsideDamaged(context, stack, error);
  }
}
