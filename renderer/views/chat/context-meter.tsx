import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';

/** How full the model's memory was at the last answer. */
export function ContextMeter() {
  const stats = useFrom('chat', (s) => s.messages.findLast((m) => m.stats !== null)?.stats ?? null);
  if (stats === null) return null;
  const { contextUsed, contextTokens } = stats;
  const { context } = chatWords;
  return (
    <span className="context" title={context.means} data-testid="context-meter">
      <meter min={0} max={contextTokens} value={contextUsed} aria-label={context.means} />
      <span className="tabular">{context.meter(contextUsed, contextTokens)}</span>
    </span>
  );
}
