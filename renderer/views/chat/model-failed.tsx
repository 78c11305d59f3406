import { TriangleAlert } from 'lucide-react';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';

/** Where messages stand: that the model could not be loaded, why, and the next step. Nothing while it is all right. */
export function ModelFailed() {
  const failed = useFrom('system', (s) => s.connection === 'open' && s.status?.model.state === 'failed');
  const why = useFrom('system', (s) => s.status?.model.error ?? null);
  const go = useFrom('ui', (s) => s.go);
  if (!failed) return null;
  const { loadError } = chatWords;
  return (
    <section className="model-failed" role="alert" data-testid="model-failed">
      <TriangleAlert size={20} aria-hidden="true" />
      <div>
        <h2>{loadError.title}</h2>
        {why !== null && <p className="model-failed__why">{why}</p>}
        <p>{loadError.next}</p>
        <button
          type="button"
          className="button button--primary"
          data-testid="choose-model"
          onClick={() => go('settings', 'models')}
        >
          {loadError.choose}
        </button>
      </div>
    </section>
  );
}
