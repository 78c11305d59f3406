import { FileLock, ShieldCheck, TriangleAlert, Upload } from 'lucide-react';
import type { ContributionPreview } from '../../../protocol/api/learn-schemas.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { formatBytes, formatCount, formatLoam } from '../../parts/format.ts';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';

/** What exactly would leave this computer, what it locks, and the button that agrees to it. */
export function ShareSheet() {
  const { openRunId, preview, error, closePreview, openPreview } = useFrom('share', (s) => s);
  return (
    <SidePanel title={learnWords.sheet.title} onClose={closePreview}>
      {error !== null && (
        <ErrorNotice
          error={error}
          action={
            preview === null && openRunId !== null
              ? { label: learnWords.sheet.again, run: () => void openPreview(openRunId) }
              : undefined
          }
        />
      )}
      {preview === null ? (
        error === null && <p className="quiet">{learnWords.sheet.loading}</p>
      ) : (
        <Preview preview={preview} />
      )}
    </SidePanel>
  );
}

function Preview({ preview }: { preview: ContributionPreview }) {
  return (
    <>
      {preview.containsText ? (
        <p className="sheet__promise sheet__promise--bad">
          <TriangleAlert size={18} aria-hidden="true" />
          {learnWords.sheet.text}
        </p>
      ) : (
        <p className="sheet__promise">
          <ShieldCheck size={18} aria-hidden="true" />
          {learnWords.sheet.noText}
        </p>
      )}
      <h3>{learnWords.sheet.files}</h3>
      <ul className="sheet__files">
        {preview.files.map(({ name, bytes, what, text, final }) => (
          <li key={name}>
            <FileLock size={16} aria-hidden="true" />
            <span className="sheet__file">
              <span className="mono">{name}</span>
              <span className="quiet">{learnWords.sheet.what[name] ?? what}</span>
              {text !== null && (
                <details data-testid="preview-text">
                  <summary>{learnWords.sheet.read(name)}</summary>
                  {!final && <p className="quiet">{learnWords.sheet.notFinal}</p>}
                  <ScrollRegion className="sheet__text" label={name}>
                    <pre className="mono">{pretty(text)}</pre>
                  </ScrollRegion>
                </details>
              )}
            </span>
            <span className="tabular">{formatBytes(bytes)}</span>
          </li>
        ))}
        <li className="sheet__total">
          <span className="sheet__file">
            <span>{learnWords.sheet.total}</span>
            <span className="quiet">
              {learnWords.sheet.size(formatCount(preview.parameters), preview.rank)}
            </span>
          </span>
          <span className="tabular">{formatBytes(preview.totalBytes)}</span>
        </li>
      </ul>
      <h3>{learnWords.sheet.sample}</h3>
      <p className="quiet">
        {learnWords.sheet.sampleOf(preview.sample.tensor, preview.sample.shape.join(' × '))}
      </p>
      <p className="mono sheet__text" data-testid="preview-sample">
        {preview.sample.values.map((value) => value.toPrecision(4)).join('  ')}
      </p>
      <p className="quiet">{learnWords.sheet.risk}</p>
      {preview.lessonsWithIdentifiers > 0 && (
        <p className="sheet__promise sheet__promise--bad">
          <TriangleAlert size={18} aria-hidden="true" />
          {learnWords.sheet.personal(preview.lessonsWithIdentifiers)}
        </p>
      )}
      <h3>{learnWords.sheet.stays}</h3>
      <p>{learnWords.sheet.staysText}</p>
      <h3>{learnWords.sheet.stake}</h3>
      <p>{learnWords.sheet.stakeText(formatLoam(preview.stake))}</p>
      <h3>{learnWords.sheet.checkers}</h3>
      <p>{learnWords.sheet.checkersText}</p>
      <Consent allowed={!preview.containsText} />
    </>
  );
}

/** JSON with a line for each value, to read; as it is when it is none. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Consent({ allowed }: { allowed: boolean }) {
  const sending = useFrom('share', (s) => s.sending);
  const consent = useFrom('share', (s) => s.consent);
  const networkOn = useFrom('system', (s) => s.connection === 'open' && s.status?.network.state === 'on');
  return (
    <div className="sheet__consent">
      <button
        type="button"
        className="button button--primary"
        data-testid="share-consent"
        disabled={!allowed || !networkOn || sending}
        onClick={() => void consent()}
      >
        <Upload size={16} aria-hidden="true" />
        {sending ? learnWords.sheet.sending : learnWords.sheet.consent}
      </button>
      {!networkOn && <p className="quiet">{learnWords.sheet.needsNetwork}</p>}
    </div>
  );
}
