import { Check, Download, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import type { LoamError } from '../../../protocol/errors/loam-error.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { saveFile } from '../../parts/save-file.ts';
import type { Diagnostics } from '../../stores/network-store.ts';
import { toLoamError } from '../../stores/to-loam-error.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { settingsWords } from '../../words/settings-words.ts';

const ICONS = { ok: Check, warn: TriangleAlert, fail: X } as const;

/** What works on this computer and what does not; a file for somebody who helps, to be read before it is sent. */
export function DiagnosticsSection() {
  const words = settingsWords.diagnostics;
  const examine = useFrom('network', (s) => s.examine);
  const connected = useFrom('system', (s) => s.connection === 'open');
  const [found, setFound] = useState<Diagnostics | null>(null);
  const [error, setError] = useState<LoamError | null>(null);
  const look = async () => {
    setError(null);
    try {
      setFound(await examine());
    } catch (thrown) {
      setError(toLoamError(thrown));
    }
  };
  return (
    <>
      <p className="quiet">{words.text}</p>
      {error !== null && <ErrorNotice error={error} onDismiss={() => setError(null)} />}
      {found !== null && (
        <ul className="findings" data-testid="findings">
          {found.findings.map(({ id, state, sentence, mend }) => {
            const Icon = ICONS[state];
            return (
              <li key={id} className={`findings__one findings__one--${state}`}>
                <Icon size={16} aria-hidden="true" />
                <div>
                  <p>
                    <span className="sr-only">{words.states[state]} </span>
                    {sentence}
                  </p>
                  {mend !== null && <p className="quiet">{mend}</p>}
                </div>
              </li>
            );
          })}
        </ul>
      )}
      <div className="archive__do">
        <button
          type="button"
          className="button"
          data-testid="examine"
          disabled={!connected}
          onClick={() => void look()}
        >
          {found === null ? words.look : words.again}
        </button>
        {found !== null && (
          <button
            type="button"
            className="button"
            data-testid="diagnostics-save"
            onClick={() => saveFile('loam-diagnostics.json', found.text, 'application/json')}
          >
            <Download size={16} aria-hidden="true" />
            {words.save}
          </button>
        )}
      </div>
      {found !== null && (
        <details>
          <summary>{words.read}</summary>
          <pre className="findings__text">{found.text}</pre>
        </details>
      )}
    </>
  );
}
