import { Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Chat } from '../../../protocol/api/chat-schemas.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { COMPOSER_ID } from './composer-id.ts';

interface ChatItemProps {
  chat: Chat;
  when: string;
  onOpen: () => void;
}

/** One chat of the list; it can be renamed and removed where it stands. */
export function ChatItem({ chat, when, onOpen }: ChatItemProps) {
  const [doing, setDoing] = useState<'renaming' | 'removing' | null>(null);
  const current = useFrom('chat', (s) => s.openId === chat.id);
  const title = chat.title === '' ? chatWords.untitled : chat.title;
  const opener = useRef<HTMLButtonElement>(null);
  const was = useRef(doing);
  const done = () => setDoing(null);
  useEffect(() => {
    if (was.current !== null && doing === null && document.activeElement === document.body)
      opener.current?.focus();
    was.current = doing;
  }, [doing]);
  if (doing === 'renaming') return <RenameField chat={chat} title={title} onDone={done} />;
  if (doing === 'removing') return <RemoveQuestion chat={chat} onDone={done} />;
  return (
    <li className={current ? 'chats__item chats__item--on' : 'chats__item'}>
      <button
        ref={opener}
        type="button"
        className="chats__open"
        aria-current={current || undefined}
        data-testid="chat-item"
        onClick={onOpen}
      >
        <span className="chats__title">{title}</span>
        <span className="chats__when">{when}</span>
      </button>
      <ItemButton label={chatWords.rename(title)} testId="chat-rename" onClick={() => setDoing('renaming')}>
        <Pencil size={14} aria-hidden="true" />
      </ItemButton>
      <ItemButton label={chatWords.remove(title)} testId="chat-remove" onClick={() => setDoing('removing')}>
        <Trash2 size={14} aria-hidden="true" />
      </ItemButton>
    </li>
  );
}

interface ItemButtonProps {
  label: string;
  testId: string;
  onClick: () => void;
  children: ReactNode;
}

function ItemButton({ label, testId, onClick, children }: ItemButtonProps) {
  return (
    <button
      type="button"
      className="icon-button icon-button--small chats__tool"
      aria-label={label}
      title={label}
      data-testid={testId}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

function RenameField({ chat, title, onDone }: { chat: Chat; title: string; onDone: () => void }) {
  const [text, setText] = useState(title);
  const field = useRef<HTMLInputElement>(null);
  const rename = useFrom('chat', (s) => s.rename);
  useEffect(() => field.current?.select(), []);
  const keep = () => {
    onDone();
    if (text.trim() !== '' && text.trim() !== chat.title) void rename(chat.id, text.trim());
  };
  return (
    <li>
      <form
        className="chats__rename"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <input
          ref={field}
          value={text}
          maxLength={120}
          aria-label={chatWords.renameField}
          data-testid="chat-title"
          onChange={(event) => setText(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Escape' && onDone()}
        />
      </form>
    </li>
  );
}

function RemoveQuestion({ chat, onDone }: { chat: Chat; onDone: () => void }) {
  const remove = useFrom('chat', (s) => s.remove);
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => yes.current?.focus(), []);
  return (
    <li className="chats__sure">
      <span>{chatWords.removeSure}</span>
      <span className="row">
        <button
          ref={yes}
          type="button"
          className="button button--small button--danger"
          data-testid="chat-remove-sure"
          onClick={() => {
            document.getElementById(COMPOSER_ID)?.focus();
            void remove(chat.id);
          }}
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
