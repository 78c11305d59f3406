import { useFrom } from '../../stores/use-stores.tsx';
import { networkWords } from '../../words/network-words.ts';

/** Whether other computers can reach this one, as a sentence, and what helps. */
export function Reachability() {
  const words = networkWords.reach;
  const peers = useFrom('system', (s) => s.status?.peers);
  const reachability = peers?.reachability;
  return (
    <div data-testid="reachability" data-state={reachability?.state}>
      <p className="reach">
        <span className={reachability?.state === 'nobody' ? 'dot dot--amber' : 'dot dot--on'} />
        {reachability === undefined ? words.finding : words.states[reachability.state]}
      </p>
      <p className="quiet band__lead">{words.on(peers?.count ?? 0)}</p>
      {reachability?.mend != null && (
        <p className="reach__mend">
          <strong>{words.mend}</strong> {reachability.mend}
        </p>
      )}
    </div>
  );
}
