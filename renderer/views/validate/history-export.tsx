import { Download } from 'lucide-react';
import { useFrom } from '../../stores/use-stores.tsx';
import { validateWords } from '../../words/validate-words.ts';
import { saveText } from './save-text.ts';

/** Saves what this key signed in one network; to be offered wherever keys are moved or deleted. */
export function HistoryExport({ network }: { network: string }) {
  const exportHistory = useFrom('validate', (s) => s.exportHistory);
  const words = validateWords.history;
  return (
    <button
      type="button"
      className="button button--small"
      data-testid="history-export"
      onClick={async () => {
        const exported = await exportHistory(network);
        if (exported !== null) saveText(words.file(network), exported.text);
      }}
    >
      <Download size={14} aria-hidden="true" />
      {words.export}
    </button>
  );
}
