import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { MAX_SEARCH_CHARS } from '../../../protocol/limits.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { useChatSearch } from './use-chat-search.ts';

interface FindBarProps {
  chatId: string;
  /** Grows each time it is asked for; the field gets the focus then. */
  asked: number;
  onClose: () => void;
}

/** Finds words in the open chat: Enter and the arrows go from match to match, the newest first; Escape closes. */
export function FindBar({ chatId, asked: opened, onClose }: FindBarProps) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const reveal = useFrom('chat', (s) => s.reveal);
  const { query: asked, hits } = useChatSearch(query, chatId);
  const words = chatWords.search;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time it is asked for.
  useEffect(() => field.current?.select(), [opened]);
  useEffect(() => {
    setAt(0);
    if (hits[0] !== undefined) void reveal(hits[0]);
  }, [hits, reveal]);
  const go = (by: number) => {
    const next = Math.min(Math.max(at + by, 0), hits.length - 1);
    const hit = hits[next];
    if (hit === undefined) return;
    setAt(next);
    void reveal(hit);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'ArrowUp' || (event.key === 'Enter' && !event.shiftKey)) go(1);
    else if (event.key === 'ArrowDown' || event.key === 'Enter') go(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className="find">
      <input
        ref={field}
        type="text"
        value={query}
        maxLength={MAX_SEARCH_CHARS}
        placeholder={words.here}
        aria-label={words.here}
        data-testid="find-in-chat"
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="find__count tabular" role="status" data-testid="find-count">
        {hits.length > 0 && words.place(at + 1, hits.length)}
        {hits.length === 0 && query.trim() !== '' && asked === query && words.place(0, 0)}
      </span>
      <FindButton label={words.before} disabled={at >= hits.length - 1} onClick={() => go(1)}>
        <ChevronUp size={16} aria-hidden="true" />
      </FindButton>
      <FindButton label={words.after} disabled={at === 0} onClick={() => go(-1)}>
        <ChevronDown size={16} aria-hidden="true" />
      </FindButton>
      <FindButton label={words.close} onClick={onClose}>
        <X size={16} aria-hidden="true" />
      </FindButton>
    </search>
  );
}

interface FindButtonProps {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function FindButton({ label, disabled = false, onClick, children }: FindButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
