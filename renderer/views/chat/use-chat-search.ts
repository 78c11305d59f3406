import { useEffect, useState } from 'react';
import type { SearchHit } from '../../../protocol/api/chat-schemas.ts';
import type { LoamError } from '../../../protocol/errors/loam-error.ts';
import { SEARCH_AFTER_MS } from '../../limits.ts';
import { toLoamError } from '../../stores/to-loam-error.ts';
import { useFrom } from '../../stores/use-stores.tsx';

/** What a search has brought so far. */
export interface Found {
  /** What was asked for; the hits belong to it. */
  readonly query: string;
  readonly hits: readonly SearchHit[];
  readonly error: LoamError | null;
}

const NOTHING: Found = { query: '', hits: [], error: null };

/** Searches all chats, or one of them, for what is being typed. */
export function useChatSearch(query: string, chatId?: string): Found {
  const search = useFrom('chat', (s) => s.search);
  const [found, setFound] = useState<Found>(NOTHING);
  useEffect(() => {
    if (query.trim() === '') return setFound(NOTHING);
    let current = true;
    const timer = setTimeout(() => {
      search(query, chatId).then(
        (hits) => current && setFound({ query, hits, error: null }),
        (error) => current && setFound({ query, hits: [], error: toLoamError(error) }),
      );
    }, SEARCH_AFTER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query, chatId, search]);
  return found;
}
