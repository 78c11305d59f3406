import type { SearchHit } from '../../protocol/api/chat-schemas.ts';
import { HIT_END, HIT_START, searchMessages } from '../database/message-search.ts';
import type { Database } from '../database/open-database.ts';
import { MAX_SEARCH_WORDS, SNIPPET_WORDS } from './limits.ts';

/**
 * Messages that hold all words of `query`, the last one also as a beginning; accents and capitals do not count. Any text may
 * be searched for: signs separate words and mean nothing.
 */
export function searchChats(
  db: Database,
  query: string,
  page: { chatId?: string | undefined; limit: number },
): SearchHit[] {
  const words = searchedWords(query);
  if (words.length === 0) return [];
  return searchMessages(db, words, {
    limit: page.limit,
    around: SNIPPET_WORDS,
    ...(page.chatId === undefined ? {} : { chatId: page.chatId }),
  }).map(({ snippet, ...hit }) => ({ ...hit, parts: markedParts(snippet) }));
}

/** The words that count: letters, digits and their marks, as the index has them. */
export function searchedWords(query: string): string[] {
  return (query.normalize('NFC').match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? []).slice(0, MAX_SEARCH_WORDS);
}

/** Splits a marked text into what was found and what stands around it. */
export function markedParts(marked: string): SearchHit['parts'] {
  const parts: SearchHit['parts'] = [];
  let hit = false;
  let text = '';
  const add = () => {
    if (text !== '') parts.push({ text, hit });
    text = '';
  };
  for (const sign of marked) {
    if (sign !== HIT_START && sign !== HIT_END) {
      text += sign;
      continue;
    }
    add();
    hit = sign === HIT_START;
  }
  add();
  return parts;
}
