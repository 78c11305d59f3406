import {
  BookmarkCheck,
  BookmarkPlus,
  Info,
  Pencil,
  RefreshCw,
  Scale,
  Sprout,
  ThumbsDown,
  ThumbsUp,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Message } from '../../../protocol/api/chat-schemas.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { useFrom, useStores } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { AlternativesPager } from './alternatives-pager.tsx';

interface AnswerActionsProps {
  message: Message;
  question: string;
  onEdit: () => void;
}

/** What can be done with an answer, and how fast it came. */
export function AnswerActions({ message, question, onEdit }: AnswerActionsProps) {
  const chat = useStores().chat.getState();
  const learn = useStores().learn.getState();
  const teachBetter = useFrom('ui', (s) => s.teachBetter);
  const busy = useFrom('chat', (s) => s.streaming !== null);
  const { actions } = chatWords;
  const { id, text, rating, lessonId, reason, edited, stats } = message;
  const kept = lessonId !== null;
  const rate = (next: 'up' | 'down') => void chat.rate(id, rating === next ? null : next);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form's fields.
    <div className="answer__foot" role="group" aria-label={actions.label}>
      <AlternativesPager message={message} />
      <Act
        label={actions.again}
        icon={<RefreshCw size={14} aria-hidden="true" />}
        testId="again"
        disabled={busy}
        onClick={() => void chat.regenerate(id)}
      />
      {text !== '' && (
        <>
          <Act
            label={actions.edit}
            icon={<Pencil size={14} aria-hidden="true" />}
            testId="edit-answer"
            disabled={busy}
            onClick={onEdit}
          />
          {(reason === 'length' || reason === 'cancelled' || edited) && (
            <button
              type="button"
              className="link-button"
              data-testid="go-on"
              disabled={busy}
              onClick={() => void chat.goOn(id)}
            >
              {actions.goOn}
            </button>
          )}
          <button
            type="button"
            className="link-button"
            aria-pressed={kept}
            data-testid="remember"
            onClick={() => void chat.remember(id, !kept).then(learn.refresh)}
          >
            {kept ? (
              <BookmarkCheck size={14} aria-hidden="true" />
            ) : (
              <BookmarkPlus size={14} aria-hidden="true" />
            )}
            {kept ? actions.forget : actions.remember}
          </button>
        </>
      )}
      <span className="answer__icons">
        {text !== '' && <CopyButton text={text} label={actions.copy} small />}
        <IconAct label={actions.good} on={rating === 'up'} testId="rate-up" onClick={() => rate('up')}>
          <ThumbsUp size={14} aria-hidden="true" />
        </IconAct>
        <IconAct label={actions.bad} on={rating === 'down'} testId="rate-down" onClick={() => rate('down')}>
          <ThumbsDown size={14} aria-hidden="true" />
        </IconAct>
        <IconAct label={chatWords.teach} testId="teach" onClick={() => teachBetter(question)}>
          <Sprout size={14} aria-hidden="true" />
        </IconAct>
        <IconAct
          label={actions.compare}
          testId="compare"
          disabled={busy}
          onClick={() => chat.show({ kind: 'compare', messageId: id })}
        >
          <Scale size={14} aria-hidden="true" />
        </IconAct>
        <IconAct
          label={actions.details}
          testId="details"
          onClick={() => chat.show({ kind: 'answer', messageId: id })}
        >
          <Info size={14} aria-hidden="true" />
        </IconAct>
      </span>
      {stats !== null && !edited && (
        <span className="answer__stats" data-testid="answer-stats">
          <span>{chatWords.stats.speed(stats.tokensPerSecond)}</span>
          <span>{chatWords.stats.first(stats.firstTokenMs)}</span>
          <span className="answer__context">
            {chatWords.stats.context(stats.contextUsed, stats.contextTokens)}
          </span>
        </span>
      )}
    </div>
  );
}

interface ActProps {
  label: string;
  icon: ReactNode;
  testId: string;
  disabled?: boolean;
  onClick: () => void;
}

function Act({ label, icon, testId, disabled = false, onClick }: ActProps) {
  return (
    <button type="button" className="link-button" data-testid={testId} disabled={disabled} onClick={onClick}>
      {icon}
      {label}
    </button>
  );
}

interface IconActProps {
  label: string;
  /** Set for what is either on or off. */
  on?: boolean;
  testId: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function IconAct({ label, on, testId, disabled = false, onClick, children }: IconActProps) {
  return (
    <button
      type="button"
      className="icon-button icon-button--small"
      aria-label={label}
      title={label}
      aria-pressed={on}
      data-testid={testId}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
