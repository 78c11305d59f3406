import { useState } from 'react';
import { useFrom } from '../../stores/use-stores.tsx';
import { networkWords } from '../../words/network-words.ts';

/** Leaves the network, after asking once. */
export function LeaveButton() {
  const [asking, setAsking] = useState(false);
  const leave = useFrom('network', (s) => s.leave);
  const busy = useFrom('network', (s) => s.busy === 'leaving');
  if (!asking) {
    return (
      <button
        type="button"
        className="button"
        data-testid="network-leave"
        disabled={busy}
        onClick={() => setAsking(true)}
      >
        {networkWords.leave}
      </button>
    );
  }
  return (
    <span className="row leave">
      <span className="quiet">{networkWords.leaveSure}</span>
      <button
        type="button"
        className="button button--small button--danger"
        onClick={() => {
          setAsking(false);
          void leave();
        }}
      >
        {networkWords.leaveYes}
      </button>
      <button type="button" className="button button--small" onClick={() => setAsking(false)}>
        {networkWords.leaveNo}
      </button>
    </span>
  );
}
