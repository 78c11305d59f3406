import { SquarePen } from 'lucide-react';
import { type RefObject, useState } from 'react';
import type { LoamError } from '../../../protocol/errors/loam-error.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { formatWhen } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { ChatFiles } from './chat-files.tsx';
import { ChatItem } from './chat-item.tsx';
import { ChatSearch } from './chat-search.tsx';

interface ChatListProps {
  open: boolean;
  onClose: () => void;
  /** Where one searches, to be focused by a shortcut. */
  search: RefObject<HTMLInputElement | null>;
}

/** All chats, newest first; above them a new one and the search, below them files. */
export function ChatList({ open, onClose, search }: ChatListProps) {
  const chats = useFrom('chat', (s) => s.chats);
  const openChat = useFrom('chat', (s) => s.open);
  const [searching, setSearching] = useState(false);
  const [refused, setRefused] = useState<LoamError | null>(null);
  const now = Date.now();
  const show = (id: string | null) => {
    onClose();
    void openChat(id);
  };
  return (
    <aside className={open ? 'chats chats--open' : 'chats'} aria-label={chatWords.chats}>
      <div className="chats__head">
        <button type="button" className="button chats__new" data-testid="new-chat" onClick={() => show(null)}>
          <SquarePen size={16} aria-hidden="true" />
          {chatWords.newChat}
        </button>
      </div>
      <ChatSearch field={search} onSearching={setSearching} onOpened={onClose} />
      {!searching && chats.length === 0 && <p className="chats__none">{chatWords.noChats}</p>}
      {!searching && (
        <ul className="chats__list">
          {chats.map((chat) => (
            <ChatItem
              key={chat.id}
              chat={chat}
              when={formatWhen(chat.updatedAt, now)}
              onOpen={() => show(chat.id)}
            />
          ))}
        </ul>
      )}
      {refused !== null && <ErrorNotice error={refused} onDismiss={() => setRefused(null)} />}
      <ChatFiles onRefused={setRefused} />
    </aside>
  );
}
