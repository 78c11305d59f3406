import { shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { validateWords } from '../../words/validate-words.ts';
import { HistoryExport } from './history-export.tsx';
import { ImportButton } from './import-button.tsx';

/** What this key signed, network by network; to a file and from one. */
export function HistoryBand() {
  const history = useFrom('validate', (s) => s.setup?.history ?? null);
  const taken = useFrom('validate', (s) => s.taken);
  const exported = useFrom('validate', (s) => s.exported);
  const words = validateWords.history;
  return (
    <section className="band band--last" aria-labelledby="history-title">
      <div className="band__head">
        <h2 id="history-title">{words.title}</h2>
        <span className="space" />
        <ImportButton label={words.import} />
      </div>
      <p className="quiet band__lead">{words.lead}</p>
      <div role="status">
        {taken !== null && (
          <p className="history__done" data-testid="history-imported">
            {words.imported(taken.taken, taken.watermark)}{' '}
            {taken.ignored > 0 && <strong>{words.ignored(taken.ignored)}</strong>}
          </p>
        )}
        {exported !== null && (
          <p className="history__done" data-testid="history-exported">
            {words.exported(exported.signatures, exported.watermark)}
          </p>
        )}
      </div>
      {history === null || history.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <ul className="plain-list">
          {history.map(({ network, signatures, newestEpoch, watermark }) => (
            <li key={network} data-testid="history-row">
              <span className="plain-list__main">
                <span>{words.row(signatures, newestEpoch === null ? '–' : String(newestEpoch))}</span>
                <span className="quiet">
                  <span className="mono" title={network}>
                    {shorten(network, 12, 6)}
                  </span>
                  {watermark !== null && ` ${words.watermark(watermark)}`}
                </span>
              </span>
              <HistoryExport network={network} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
