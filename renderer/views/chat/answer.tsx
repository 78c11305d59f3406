import { memo, useState } from 'react';
import type { Message } from '../../../protocol/api/chat-schemas.ts';
import { AnswerText } from '../../markdown/answer-text.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { AnswerActions } from './answer-actions.tsx';
import { EditText } from './edit-text.tsx';
import { LessonLine } from './lesson-line.tsx';

interface AnswerProps {
  message: Message;
  /** What it answers. */
  question: string;
  /** True while it comes in. */
  live: boolean;
}

/** One answer, and quietly under it how it came and how to better it. */
export const Answer = memo(function Answer({ message, question, live }: AnswerProps) {
  const [editing, setEditing] = useState(false);
  const waiting = live && message.text === '';
  const said = remark(message);
  if (editing) return <EditAnswer message={message} onDone={() => setEditing(false)} />;
  return (
    <article className="answer" aria-label={chatWords.loam} aria-busy={live}>
      <div className={waiting ? 'answer__text thinking' : 'answer__text'} data-testid="answer">
        <AnswerText text={message.text} />
      </div>
      {!live && said !== null && (
        <p className={message.edited ? 'answer__remark answer__remark--quiet' : 'answer__remark'}>{said}</p>
      )}
      {!live && message.lessonId !== null && <LessonLine lessonId={message.lessonId} />}
      {!live && <AnswerActions message={message} question={question} onEdit={() => setEditing(true)} />}
    </article>
  );
});

function EditAnswer({ message, onDone }: { message: Message; onDone: () => void }) {
  const editAnswer = useFrom('chat', (s) => s.editAnswer);
  const goOn = useFrom('chat', (s) => s.goOn);
  const { editing } = chatWords;
  const keep = async (text: string, andGoOn: boolean) => {
    onDone();
    const id = await editAnswer(message.id, text);
    if (andGoOn && id !== null) await goOn(id);
  };
  return (
    <EditText
      label={editing.answer}
      hint={editing.answerHint}
      text={message.text}
      action={editing.keep}
      onDone={(text) => void keep(text, false)}
      onCancel={onDone}
      more={(text) => (
        <button
          type="button"
          className="button button--small"
          data-testid="edit-go-on"
          onClick={() => void keep(text, true)}
        >
          {editing.keepAndGoOn}
        </button>
      )}
    />
  );
}

/** What there is to say about how an answer ended, if anything. */
function remark({ reason, text, edited }: Message): string | null {
  const { reasons } = chatWords;
  if (reason === 'cancelled') return text === '' ? reasons.cancelledEmpty : reasons.cancelled;
  if (reason === 'failed') return reasons.failed;
  if (text === '') return reasons.silent;
  if (reason === 'length') return reasons.length;
  return edited ? chatWords.edited : null;
}
