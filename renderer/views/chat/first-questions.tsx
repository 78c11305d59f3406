import { chatWords } from '../../words/chat-words.ts';
import { AskedFirst } from './asked-first.tsx';

/** An empty chat: what the model can do, and questions to begin with. */
export function FirstQuestions() {
  return (
    <div className="first">
      <h2>{chatWords.empty.title}</h2>
      <p>{chatWords.empty.text}</p>
      <AskedFirst className="first__list" />
      <p className="quiet">{chatWords.empty.noteworthy}</p>
    </div>
  );
}
