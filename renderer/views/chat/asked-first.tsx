import { useFrom } from '../../stores/use-stores.tsx';
import { FIRST_ASKED } from './first-asked.ts';

/** Questions to begin with, each a button that asks it. */
export function AskedFirst({ className }: { className: string }) {
  const send = useFrom('chat', (s) => s.send);
  const ready = useFrom('system', (s) => s.connection === 'open' && s.status?.model.state !== 'failed');
  return (
    <ul className={className}>
      {FIRST_ASKED.map((question) => (
        <li key={question}>
          <button
            type="button"
            className="first__ask"
            lang="en"
            data-testid="first-question"
            disabled={!ready}
            onClick={() => void send(question)}
          >
            {question}
          </button>
        </li>
      ))}
    </ul>
  );
}
