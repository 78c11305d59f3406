import { DEFAULT_CHAT_SETTINGS } from '../../protocol/api/chat-schemas.ts';

/** A file of one chat, as Loam exports it: questions and answers in turn. */
export function makeChatFile(title: string, texts: readonly string[]): string {
  const at = Date.UTC(2026, 0, 1);
  const messages = texts.map((text, i) => ({
    id: `m${i}`,
    parentId: i === 0 ? null : `m${i - 1}`,
    role: i % 2 === 0 ? 'user' : 'assistant',
    text,
    createdAt: at + i * 1_000,
    reason: i % 2 === 0 ? null : 'stop',
    stats: null,
    edited: false,
    rating: null,
    adapters: [],
    model: 'Seedling',
  }));
  const chat = {
    title,
    createdAt: at,
    updatedAt: at,
    settings: DEFAULT_CHAT_SETTINGS,
    shown: messages.at(-1)?.id ?? null,
    messages,
  };
  return JSON.stringify({ format: 'loam-chats', version: 1, exportedAt: at, chats: [chat] });
}
