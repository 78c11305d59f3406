import { useEffect } from 'react';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { validateWords } from '../../words/validate-words.ts';
import { HistoryExport } from './history-export.tsx';

/**
 * Offers to save the signing history before keys are replaced or deleted; nothing where nothing was signed. Whoever
 * removes keys shows this first.
 */
export function KeepHistory() {
  const history = useFrom('validate', (s) => s.setup?.history);
  const refresh = useFrom('validate', (s) => s.refresh);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  const error = useFrom('validate', (s) => s.error);
  const dismiss = useFrom('validate', (s) => s.dismissError);
  const exported = useFrom('validate', (s) => s.exported);
  const signed = (history ?? []).filter(({ signatures }) => signatures > 0);
  if (signed.length === 0) return null;
  return (
    <div className="history__keep" data-testid="keep-history">
      <p>{validateWords.history.beforeDelete}</p>
      {signed.map(({ network }) => (
        <HistoryExport key={network} network={network} />
      ))}
      <div role="status">
        {exported !== null && (
          <p>{validateWords.history.exported(exported.signatures, exported.watermark)}</p>
        )}
      </div>
      {error !== null && <ErrorNotice error={error} onDismiss={dismiss} />}
    </div>
  );
}
