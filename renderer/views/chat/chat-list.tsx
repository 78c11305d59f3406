import { SquarePen, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Chat } from '../../../protocol/api/chat-schemas.ts';
import { formatWhen } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';

/** All chats, newest first, and the button for a new one. */
export function ChatList({ open, onClose }: { open: boolean; onClose: () => void }) {
  const chats = useFrom('chat', (s) => s.chats);
  const openChat = useFrom('chat', (s) => s.open);
  const [removing, setRemoving] = useState<string | null>(null);
  const now = Date.now();
  const show = (id: string | null) => {
    setRemoving(null);
    onClose();
    void openChat(id);
  };
  return (
    <aside className={open ? 'chats chats--open' : 'chats'} aria-label={chatWords.chats}>
      <div className="chats__head">
        <button type="button" className="button chats__new" onClick={() => show(null)}>
          <SquarePen size={16} aria-hidden="true" />
          {chatWords.newChat}
        </button>
      </div>
      {chats.length === 0 ? (
        <p className="chats__none">{chatWords.noChats}</p>
      ) : (
        <ul className="chats__list">
          {chats.map((chat) =>
            removing === chat.id ? (
              <RemoveQuestion key={chat.id} chat={chat} onDone={() => setRemoving(null)} />
            ) : (
              <ChatItem
                key={chat.id}
                chat={chat}
                when={formatWhen(chat.updatedAt, now)}
                onOpen={() => show(chat.id)}
                onRemove={() => setRemoving(chat.id)}
              />
            ),
          )}
        </ul>
      )}
    </aside>
  );
}

interface ChatItemProps {
  chat: Chat;
  when: string;
  onOpen: () => void;
  onRemove: () => void;
}

function ChatItem({ chat, when, onOpen, onRemove }: ChatItemProps) {
  const current = useFrom('chat', (s) => s.openId === chat.id);
  const title = chat.title === '' ? chatWords.untitled : chat.title;
  const label = chatWords.remove(title);
  return (
    <li className={current ? 'chats__item chats__item--on' : 'chats__item'}>
      <button type="button" className="chats__open" aria-current={current || undefined} onClick={onOpen}>
        <span className="chats__title">{title}</span>
        <span className="chats__when">{when}</span>
      </button>
      <button
        type="button"
        className="icon-button chats__remove"
        aria-label={label}
        title={label}
        onClick={onRemove}
      >
        <Trash2 size={16} aria-hidden="true" />
      </button>
    </li>
  );
}

function RemoveQuestion({ chat, onDone }: { chat: Chat; onDone: () => void }) {
  const remove = useFrom('chat', (s) => s.remove);
  return (
    <li className="chats__sure">
      <span>{chatWords.removeSure}</span>
      <span className="row">
        <button
          type="button"
          className="button button--small button--danger"
          onClick={() => void remove(chat.id)}
        >
          {chatWords.removeYes}
        </button>
        <button type="button" className="button button--small" onClick={onDone}>
          {chatWords.removeNo}
        </button>
      </span>
    </li>
  );
}
