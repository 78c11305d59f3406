import { Pencil } from 'lucide-react';
import { memo, useState } from 'react';
import type { Message } from '../../../protocol/api/chat-schemas.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { AlternativesPager } from './alternatives-pager.tsx';
import { EditText } from './edit-text.tsx';

/** What one asked. Editing it asks anew beside it; nothing is lost. */
export const Question = memo(function Question({ message }: { message: Message }) {
  const [editing, setEditing] = useState(false);
  const send = useFrom('chat', (s) => s.send);
  const busy = useFrom('chat', (s) => s.streaming !== null);
  const { actions, editing: words } = chatWords;
  if (editing)
    return (
      <EditText
        label={words.question}
        hint={words.questionHint}
        text={message.text}
        action={words.ask}
        onDone={(text) => {
          setEditing(false);
          void send(text, message.parentId);
        }}
        onCancel={() => setEditing(false)}
      />
    );
  return (
    <article className="question" data-testid="question" aria-label={chatWords.you}>
      <div className="question__text">{message.text}</div>
      <footer className="question__foot">
        <AlternativesPager message={message} />
        <button
          type="button"
          className="icon-button icon-button--small question__edit"
          data-testid="edit-question"
          aria-label={actions.editQuestion}
          title={actions.editQuestion}
          disabled={busy}
          onClick={() => setEditing(true)}
        >
          <Pencil size={14} aria-hidden="true" />
        </button>
      </footer>
    </article>
  );
});
