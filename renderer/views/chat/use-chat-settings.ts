import type { ChatSettings } from '../../../protocol/api/chat-schemas.ts';
import { useFrom } from '../../stores/use-stores.tsx';

/** How the open chat is answered, or how the one that has not begun will be. */
export function useChatSettings(): ChatSettings {
  return useFrom('chat', (s) => s.chats.find(({ id }) => id === s.openId)?.settings ?? s.draft);
}
