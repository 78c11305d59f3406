import { TriangleAlert, X } from 'lucide-react';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import { partWords } from '../words/part-words.ts';

interface ErrorNoticeProps {
  error: LoamError;
  /** The one thing to do about it. */
  action?: { label: string; run: () => void } | undefined;
  onDismiss?: (() => void) | undefined;
}

/** What happened, why and what to do, in words, with at most one button. */
export function ErrorNotice({ error, action, onDismiss }: ErrorNoticeProps) {
  return (
    <div className="notice notice--error" role="alert" data-code={error.code}>
      <TriangleAlert className="notice__icon" size={18} aria-hidden="true" />
      <div className="notice__text">
        <p className="notice__what">{error.message}</p>
        {error.hint !== undefined && <p className="notice__why">{error.hint}</p>}
      </div>
      {action !== undefined && (
        <button type="button" className="button" onClick={action.run}>
          {action.label}
        </button>
      )}
      {onDismiss !== undefined && (
        <button
          type="button"
          className="icon-button"
          aria-label={partWords.dismiss}
          title={partWords.dismiss}
          onClick={onDismiss}
        >
          <X size={16} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
