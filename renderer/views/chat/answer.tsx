import { Sprout } from 'lucide-react';
import type { Message } from '../../../protocol/api/chat-schemas.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';

interface AnswerProps {
  message: Message;
  /** What it answers. */
  question: string;
  /** True while it comes in. */
  live: boolean;
}

/** One answer, and quietly under it how it came and how to better it. */
export function Answer({ message, question, live }: AnswerProps) {
  const { text, reason, stats } = message;
  const waiting = live && text === '';
  return (
    <article className="answer" aria-label={chatWords.loam} aria-busy={live}>
      <div className={waiting ? 'answer__text thinking' : 'answer__text'} data-testid="answer">
        {text}
      </div>
      {!live && (
        <footer className="answer__foot">
          {reason !== 'failed' && <TeachButton question={question} />}
          {remark(reason, text) !== null && <span className="answer__remark">{remark(reason, text)}</span>}
          {stats !== null && (
            <span className="answer__stats" data-testid="answer-stats">
              <span>{chatWords.stats.speed(stats.tokensPerSecond)}</span>
              <span>{chatWords.stats.first(stats.firstTokenMs)}</span>
              <span>{chatWords.stats.context(stats.contextUsed, stats.contextTokens)}</span>
            </span>
          )}
        </footer>
      )}
    </article>
  );
}

function TeachButton({ question }: { question: string }) {
  const teachBetter = useFrom('ui', (s) => s.teachBetter);
  return (
    <button type="button" className="link-button" onClick={() => teachBetter(question)}>
      <Sprout size={14} aria-hidden="true" />
      {chatWords.teach}
    </button>
  );
}

function remark(reason: Message['reason'], text: string): string | null {
  const { reasons } = chatWords;
  if (reason === 'cancelled') return text === '' ? reasons.cancelledEmpty : reasons.cancelled;
  if (text === '') return reasons.silent;
  return reason === 'length' || reason === 'failed' ? reasons[reason] : null;
}
