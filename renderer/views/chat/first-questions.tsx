import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { FIRST_ASKED } from './first-asked.ts';

/** An empty chat: what the model can do, and questions to begin with. */
export function FirstQuestions() {
  const send = useFrom('chat', (s) => s.send);
  const ready = useFrom('system', (s) => s.connection === 'open' && s.status?.model.state !== 'failed');
  return (
    <div className="first">
      <h2>{chatWords.empty.title}</h2>
      <p>{chatWords.empty.text}</p>
      <ul className="first__list">
        {FIRST_ASKED.map((question) => (
          <li key={question}>
            <button
              type="button"
              className="first__ask"
              lang="en"
              disabled={!ready}
              onClick={() => void send(question)}
            >
              {question}
            </button>
          </li>
        ))}
      </ul>
      <p className="quiet">{chatWords.empty.noteworthy}</p>
    </div>
  );
}
