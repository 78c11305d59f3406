import { Link } from 'lucide-react';
import { useFrom } from '../stores/use-stores.tsx';
import { desktopWords } from '../words/desktop-words.ts';

/** A link from outside that asks to join a network: it is only ever a question, and nothing is fetched. */
export function JoinQuestion() {
  const { joinLink, takeJoinLink, openExternal } = useFrom('desktop', (s) => s);
  if (joinLink === null) return null;
  return (
    <div className="notice" role="alert" data-testid="join-question">
      <Link className="notice__icon" size={18} aria-hidden="true" />
      <div className="notice__text">
        <p className="notice__what">{desktopWords.joinAsked}</p>
        <p className="mono">{joinLink}</p>
        <p className="notice__why">{desktopWords.joinHow}</p>
      </div>
      <button type="button" className="button" onClick={() => void openExternal(joinLink)}>
        {desktopWords.joinLook}
      </button>
      <button type="button" className="button" onClick={takeJoinLink}>
        {desktopWords.joinNot}
      </button>
    </div>
  );
}
