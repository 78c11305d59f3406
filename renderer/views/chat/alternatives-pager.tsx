import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Message } from '../../../protocol/api/chat-schemas.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';

/** Pages through what was said in a message's place; nothing where there is only one. */
export function AlternativesPager({ message: { id, alternatives } }: { message: Message }) {
  const choose = useFrom('chat', (s) => s.choose);
  const busy = useFrom('chat', (s) => s.streaming !== null);
  const at = alternatives.indexOf(id);
  if (alternatives.length < 2) return null;
  const { pager } = chatWords;
  const turn = (by: number) => {
    const next = alternatives[at + by];
    if (next !== undefined) void choose(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form's fields.
    <span
      className="pager"
      role="group"
      aria-label={pager.label(at + 1, alternatives.length)}
      data-testid="pager"
    >
      <button
        type="button"
        className="icon-button icon-button--small"
        aria-label={pager.before}
        title={pager.before}
        aria-disabled={busy || at === 0}
        onClick={() => !busy && turn(-1)}
      >
        <ChevronLeft size={14} aria-hidden="true" />
      </button>
      <span className="tabular">{pager.place(at + 1, alternatives.length)}</span>
      <button
        type="button"
        className="icon-button icon-button--small"
        aria-label={pager.after}
        title={pager.after}
        aria-disabled={busy || at === alternatives.length - 1}
        onClick={() => !busy && turn(1)}
      >
        <ChevronRight size={14} aria-hidden="true" />
      </button>
    </span>
  );
}
