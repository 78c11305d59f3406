import { Unplug } from 'lucide-react';
import { useState } from 'react';
import { useNow } from '../parts/use-now.ts';
import { useFrom } from '../stores/use-stores.tsx';
import { frameWords } from '../words/frame-words.ts';

/** Milliseconds before the page says that it is still connecting; most connections are there sooner. */
const PATIENCE_MS = 1_500;

/** Says that the node is away, and lets one try at once. */
export function ConnectionBanner({ onRetry }: { onRetry: () => void }) {
  const connection = useFrom('system', (s) => s.connection);
  const [since] = useState(() => Date.now());
  const now = useNow(500, connection === 'connecting');
  const shown = connection === 'lost' || (connection === 'connecting' && now - since > PATIENCE_MS);
  return (
    <div role="status">
      {shown && (
        <div className="banner" data-testid="connection-banner">
          <Unplug size={16} aria-hidden="true" />
          <span>{connection === 'lost' ? frameWords.lost : frameWords.connecting}</span>
          <button type="button" className="button button--small" onClick={onRetry}>
            {frameWords.tryNow}
          </button>
        </div>
      )}
    </div>
  );
}
