import { Search } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react';
import { MAX_SEARCH_CHARS, MAX_SEARCH_HITS } from '../../../protocol/limits.ts';
import { isMac, keyCaps, SHORTCUTS } from '../../keyboard/shortcuts.ts';
import { formatWhen } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { HitText } from './hit-text.tsx';
import { useChatSearch } from './use-chat-search.ts';

interface ChatSearchProps {
  field: RefObject<HTMLInputElement | null>;
  /** Told whether the place of the list is taken. */
  onSearching: (searching: boolean) => void;
  /** Called when a match was opened. */
  onOpened: () => void;
}

/** Searches all chats while one types: arrows choose, Enter opens, Escape ends. */
export function ChatSearch({ field, onSearching, onOpened }: ChatSearchProps) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const reveal = useFrom('chat', (s) => s.reveal);
  const { query: asked, hits, error } = useChatSearch(query);
  const id = useId();
  const words = chatWords.search;
  const searching = query.trim() !== '';
  const now = Date.now();
  const change = (next: string) => {
    setQuery(next);
    setChosen(0);
    onSearching(next.trim() !== '');
  };
  const open = (at: number) => {
    const hit = hits[at];
    if (hit === undefined) return;
    void reveal(hit);
    onOpened();
  };
  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, chosen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setChosen(Math.min(chosen + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setChosen(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter') open(chosen);
    else if (event.key === 'Escape' && query !== '') change('');
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="chats__search">
        <Search size={14} aria-hidden="true" />
        <input
          ref={field}
          type="text"
          role="combobox"
          value={query}
          maxLength={MAX_SEARCH_CHARS}
          placeholder={words.all}
          aria-label={words.all}
          title={keyCaps(SHORTCUTS['search-chats'], isMac()).join(' ')}
          aria-expanded={searching && hits.length > 0}
          aria-controls={id}
          aria-activedescendant={hits[chosen] === undefined ? undefined : `${id}-${chosen}`}
          aria-autocomplete="list"
          data-testid="chat-search"
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      {searching && (
        <>
          <p className="chats__found" role="status">
            {error?.message}
            {error === null && asked === query && hits.length === 0 && words.nothing(query.trim())}
            {hits.length > 0 && words.count(hits.length, MAX_SEARCH_HITS)}
          </p>
          <div id={id} className="chats__hits" role="listbox" aria-label={words.results} tabIndex={-1}>
            {hits.map((hit, i) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys of the whole list.
              <div
                key={hit.messageId}
                id={`${id}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === chosen}
                className={i === chosen ? 'hit hit--on' : 'hit'}
                data-testid="search-hit"
                onClick={() => open(i)}
              >
                <span className="hit__head">
                  <span className="hit__chat">
                    {hit.chatTitle === '' ? chatWords.untitled : hit.chatTitle}
                  </span>
                  <span className="chats__when">{formatWhen(hit.createdAt, now)}</span>
                </span>
                <span className="hit__text">
                  <span className="hit__who">{words.who[hit.role]}</span> <HitText parts={hit.parts} />
                </span>
              </div>
            ))}
          </div>
        </>
      )}
    </>
  );
}
