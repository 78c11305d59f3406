import type { Status } from '../../protocol/api/network-schemas.ts';
import { SmallRing } from '../parts/epoch-ring.tsx';
import { useFrom } from '../stores/use-stores.tsx';
import { frameWords } from '../words/frame-words.ts';
import { partWords } from '../words/part-words.ts';

/** The line at the foot: model, device, learning, epoch, peers, network. Never shows a status that is not current. */
export function StatusStrip() {
  const status = useFrom('system', (s) => s.status);
  const connected = useFrom('system', (s) => s.connection === 'open');
  return (
    <footer className="strip">
      <h2 className="sr-only">{frameWords.strip.label}</h2>
      {connected && status !== null ? (
        <Facts status={status} />
      ) : (
        <span className="strip__item">
          <span className="dot dot--clay" />
          {frameWords.strip.noEngine}
        </span>
      )}
    </footer>
  );
}

function Facts({ status: { model, device, learning, epoch, peers, network } }: { status: Status }) {
  return (
    <>
      <span className="strip__item strip__model" title={model.error ?? undefined}>
        {model.state === 'failed' && <span className="dot dot--clay" />}
        {frameWords.strip.model[model.state](model.name)}
      </span>
      <span className="strip__item strip__device">
        {frameWords.strip.device(device.provider, device.threads)}
      </span>
      <span className="strip__item">
        <span className={`dot dot--${learning.state}`} />
        {frameWords.strip.learning[learning.state](learning.reason)}
      </span>
      <span className="strip__space" />
      {epoch !== null && (
        <span className="strip__item">
          <SmallRing epoch={epoch} />
          <span className="strip__epoch">
            {epoch.final
              ? frameWords.strip.epochFinal(epoch.epoch)
              : frameWords.strip.epoch(epoch.epoch, partWords.phases[epoch.phase])}
          </span>
        </span>
      )}
      {network.state === 'on' && (
        <span className="strip__item strip__peers">{frameWords.strip.peers(peers.count)}</span>
      )}
      <span className="strip__item strip__network" title={network.sentence}>
        {network.state === 'on' ? frameWords.strip.on(network.name) : frameWords.strip.network[network.state]}
      </span>
    </>
  );
}
