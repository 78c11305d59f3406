import { useState } from 'react';
import { formatBps, formatSpan } from '../../parts/format-moment.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { validateWords } from '../../words/validate-words.ts';

/** Why it begins: the first time or after being off, again after a double was seen, or with an empty history. */
export type Beginning = 'begin' | 'again' | 'empty';

/** What is to be known before the switch is on: costs, the danger of one key on two computers, and the wait. */
export function BeginPanel({ how, onClose }: { how: Beginning; onClose: () => void }) {
  const [only, setOnly] = useState(false);
  const setup = useFrom('validate', (s) => s.setup);
  const dissentBps = useFrom('validate', (s) => s.report?.bond.dissentBps);
  const start = useFrom('validate', (s) => s.start);
  const words = validateWords.begin;
  const { ms = null, epochs = null } = setup?.watch ?? {};
  const wait = ms === null ? words.waitEpochs(epochs ?? 1) : formatSpan(ms / 1000);
  return (
    <SidePanel title={how === 'begin' ? words.title : words.again} onClose={onClose}>
      <div className="begin" data-testid="begin-panel">
        {how === 'begin' && <p>{words.costs}</p>}
        <section>
          <h3>{words.one}</h3>
          <p>{words.oneWhy(dissentBps === undefined ? '' : formatBps(dissentBps))}</p>
          <p data-testid="begin-wait">{words.wait(wait)}</p>
          {how !== 'empty' && <p className="quiet">{words.moved}</p>}
          {how === 'empty' && <p className="begin__danger">{words.empty}</p>}
        </section>
        <label className="begin__only">
          <input
            type="checkbox"
            data-testid="begin-only"
            checked={only}
            onChange={(event) => setOnly(event.currentTarget.checked)}
          />
          <span>{words.only}</span>
        </label>
        <button
          type="button"
          className="button button--primary"
          data-testid="begin-go"
          disabled={!only}
          onClick={() => {
            onClose();
            void start(
              how === 'again' ? { onlyHere: true } : how === 'empty' ? { acceptEmptyHistory: true } : {},
            );
          }}
        >
          {words.go}
        </button>
      </div>
    </SidePanel>
  );
}
