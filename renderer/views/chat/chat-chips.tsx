import { ModelChip } from '../../parts/model-chip.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';

/** In the head: the model and what answers on top of it. */
export function ChatChips() {
  const version = useFrom('system', (s) => s.status?.modelVersion ?? 0);
  const learned = useFrom('learn', (s) => s.lessons.filter(({ learnedAt }) => learnedAt !== null).length);
  const go = useFrom('ui', (s) => s.go);
  const { chips } = chatWords;
  return (
    <div className="head__chips">
      <ModelChip />
      {version > 0 && (
        <button
          type="button"
          className="chip chip--moss chip--button"
          title={chips.adaptersMean}
          onClick={() => go('audit')}
        >
          {chips.adapters.network(version)}
        </button>
      )}
      {learned > 0 && (
        <button
          type="button"
          className="chip chip--moss chip--button"
          title={chips.adaptersMean}
          onClick={() => go('learn')}
        >
          {chips.adapters.personal(learned)}
        </button>
      )}
    </div>
  );
}
