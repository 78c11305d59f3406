import type { SearchHit } from '../../../protocol/api/chat-schemas.ts';

/** The piece of a message that a search found, what was searched for marked. */
export function HitText({ parts }: { parts: SearchHit['parts'] }) {
  return parts.map(({ text, hit }, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text do not move.
    hit ? <mark key={i}>{text}</mark> : <span key={i}>{text}</span>,
  );
}
