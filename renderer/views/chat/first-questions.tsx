import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';

/** An empty chat: what the model can do, and questions to begin with. */
export function FirstQuestions() {
  const send = useFrom('chat', (s) => s.send);
  const connected = useFrom('system', (s) => s.connection === 'open');
  return (
    <div className="first">
      <h2>{chatWords.empty.title}</h2>
      <p>{chatWords.empty.text}</p>
      <ul className="first__list">
        {chatWords.firstQuestions.map((question) => (
          <li key={question}>
            <button
              type="button"
              className="first__ask"
              disabled={!connected}
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
