import { Download } from 'lucide-react';
import { saveFile } from '../../parts/save-file.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { validateWords } from '../../words/validate-words.ts';

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
        if (exported === null) return;
        saveFile(words.file(network.replaceAll(/[^\w.-]+/g, '-')), exported.text, 'application/json');
      }}
    >
      <Download size={14} aria-hidden="true" />
      {words.export}
    </button>
  );
}
