import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { MAX_MESSAGE_CHARS } from '../../../protocol/limits.ts';
import { chatWords } from '../../words/chat-words.ts';
import { COMPOSER_ID } from './composer-id.ts';

interface EditTextProps {
  label: string;
  hint: string;
  text: string;
  /** What Ctrl or ⌘ and Enter does. */
  action: string;
  onDone: (text: string) => void;
  onCancel: () => void;
  /** A further button. */
  more?: (text: string) => ReactNode;
}

/** A message as a field to write in. Ctrl or ⌘ and Enter is done, Escape leaves it as it was. */
export function EditText({ label, hint, text: first, action, onDone, onCancel, more }: EditTextProps) {
  const [text, setText] = useState(first);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const right = text.trim() !== '' && text.length <= MAX_MESSAGE_CHARS;
  useLayoutEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
    // Whoever has edited goes on writing.
    return () => {
      if (element?.form?.contains(document.activeElement)) document.getElementById(COMPOSER_ID)?.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      onCancel();
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && right) {
      event.preventDefault();
      onDone(text.trim());
    }
  };
  return (
    <form
      className="edit"
      onSubmit={(event) => {
        event.preventDefault();
        if (right) onDone(text.trim());
      }}
    >
      <div className="grow" data-text={text}>
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label={label}
          aria-describedby={id}
          data-testid="edit-text"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <p id={id} className="edit__hint">
        {text.length > MAX_MESSAGE_CHARS ? chatWords.tooLong(MAX_MESSAGE_CHARS) : hint}
      </p>
      <div className="row edit__foot">
        <button
          type="submit"
          className="button button--small button--primary"
          disabled={!right}
          data-testid="edit-done"
        >
          {action}
        </button>
        {right && more?.(text.trim())}
        <button type="button" className="button button--small" onClick={onCancel}>
          {chatWords.editing.cancel}
        </button>
      </div>
    </form>
  );
}
