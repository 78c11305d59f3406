import { Network } from 'lucide-react';
import { useFrom } from '../stores/use-stores.tsx';
import { networkWords } from '../words/network-words.ts';
import { ErrorNotice } from './error-notice.tsx';
import { formatBytes } from './format.ts';
import { StepList } from './step-list.tsx';

/** What the local network costs this computer, the button that starts it, and how far starting is. */
export function NetworkOffer() {
  const { costs, steps, busy, error, start, dismissError } = useFrom('network', (s) => s);
  const connected = useFrom('system', (s) => s.connection === 'open');
  const state = useFrom('system', (s) => s.status?.network.state ?? 'off');
  const sentence = useFrom('system', (s) => s.status?.network.sentence ?? '');
  if (busy === 'starting' || state === 'starting') {
    return (
      <div className="offer">
        <h3>{networkWords.offer.starting}</h3>
        {steps.length > 0 ? <StepList steps={steps} /> : <p className="quiet">{sentence}</p>}
      </div>
    );
  }
  return (
    <div className="offer">
      {error !== null ? (
        <ErrorNotice error={error} onDismiss={dismissError} />
      ) : (
        state === 'failed' && <p className="offer__failed">{sentence}</p>
      )}
      {costs !== null && (
        <>
          <p>{costs.sentence}</p>
          <dl className="figures">
            <Figure name={networkWords.offer.memory} value={formatBytes(costs.memoryBytes)} />
            <Figure name={networkWords.offer.disk} value={formatBytes(costs.diskBytes)} />
            <Figure name={networkWords.offer.processes} value={String(costs.processes)} />
          </dl>
        </>
      )}
      <button
        type="button"
        className="button button--primary"
        data-testid="network-start"
        disabled={!connected || busy !== null || state === 'stopping'}
        onClick={() => void start()}
      >
        <Network size={16} aria-hidden="true" />
        {error === null && state !== 'failed' ? networkWords.offer.start : networkWords.offer.again}
      </button>
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
