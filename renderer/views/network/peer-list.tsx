import { shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { networkWords } from '../../words/network-words.ts';

const words = networkWords.peers;

/** The nodes that this one is connected to. */
export function PeerList() {
  const peers = useFrom('network', (s) => s.peers);
  return (
    <section aria-labelledby="peers-title">
      <h2 id="peers-title">{words.title}</h2>
      {peers.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <ul className="plain-list">
          {peers.map(({ id, address, direction }) => (
            <li key={id}>
              <span className="plain-list__main">
                <span className="mono" title={id}>
                  {shorten(id, 10, 6)}
                </span>
                <span className="quiet mono plain-list__cut" title={address}>
                  {address}
                </span>
              </span>
              <span className="quiet">{words[direction]}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
