import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { MAX_PAGE_HISTORY_CHARS } from '../../../protocol/limits.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { validateWords } from '../../words/validate-words.ts';

/** Chooses a file with a signing history and takes it in. */
export function ImportButton({ label }: { label: string }) {
  const file = useRef<HTMLInputElement>(null);
  const take = useFrom('validate', (s) => s.importHistory);
  const fail = useFrom('validate', (s) => s.fail);
  const busy = useFrom('validate', (s) => s.busy);
  const read = async (chosen: File): Promise<void> => {
    const words = validateWords.history;
    if (chosen.size > MAX_PAGE_HISTORY_CHARS)
      return fail(new LoamError('SIGNING_HISTORY_TOO_BIG', words.tooBig, { hint: words.tooBigHint }));
    await take(await chosen.text());
  };
  return (
    <>
      <button
        type="button"
        className="button button--small"
        disabled={busy}
        onClick={() => file.current?.click()}
      >
        <Upload size={14} aria-hidden="true" />
        {label}
      </button>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        tabIndex={-1}
        data-testid="history-file"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (chosen !== undefined) void read(chosen);
        }}
      />
    </>
  );
}
