import { formatWhen, shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { networkWords } from '../../words/network-words.ts';

/** The nodes that this one is connected to. */
export function PeerList() {
  const peers = useFrom('network', (s) => s.peers);
  return (
    <section aria-labelledby="peers-title">
      <h2 id="peers-title">{networkWords.peers.title}</h2>
      {peers.length === 0 ? (
        <p className="quiet">{networkWords.peers.none}</p>
      ) : (
        <ul className="plain-list">
          {peers.map(({ id, address, direction, since, relayed }) => (
            <li key={id}>
              <span className="plain-list__main">
                <span className="mono" title={id}>
                  {shorten(id, 10, 6)}
                </span>
                <span className="quiet mono plain-list__cut" title={address}>
                  {address}
                </span>
              </span>
              <span className="quiet plain-list__end">
                <span>{relayed ? networkWords.peers.relayed : networkWords.peers[direction]}</span>
                <span>{networkWords.peers.since(formatWhen(since, Date.now()))}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
