import { FileCheck, FileSpreadsheet } from 'lucide-react';
import { useId, useState } from 'react';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import type { Range } from '../../stores/earn-store.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { earnWords } from '../../words/earn-words.ts';

/** Files for the owner's records: everything that moved as CSV, or a signed receipt of what was earned. */
export function RecordsPanel({ onClose }: { onClose: () => void }) {
  const first = useFrom('earn', (s) => s.ledger?.[0]?.at ?? Date.now() / 1_000);
  const file = useFrom('earn', (s) => s.file);
  const error = useFrom('earn', (s) => s.error);
  const [from, setFrom] = useState(() => dayOf(first * 1_000));
  const [until, setUntil] = useState(() => dayOf(Date.now()));
  const [saved, setSaved] = useState<string | null>(null);
  const words = earnWords.form;
  const range = rangeOf(from, until);
  const save = async (what: 'csv' | 'receipt'): Promise<void> => {
    if (range === null) return;
    setSaved(null);
    const made = await file(what, range);
    if (made === null) return;
    saveFile(made.name, made.text, 'application/octet-stream');
    setSaved(made.name);
  };
  return (
    <SidePanel title={words.fileTitle} onClose={onClose}>
      <div className="earn__form">
        {error !== null && <ErrorNotice error={error} />}
        <p className="quiet">{words.fileText}</p>
        <DayField label={words.from} value={from} onChange={setFrom} />
        <DayField label={words.until} value={until} onChange={setUntil} />
        {range === null && <p className="earn__wrong">{words.badDays}</p>}
        <section className="earn__choice">
          <button
            type="button"
            className="button"
            data-testid="save-csv"
            disabled={range === null}
            onClick={() => void save('csv')}
          >
            <FileSpreadsheet size={16} aria-hidden="true" />
            {words.csv}
          </button>
          <p className="quiet">{words.csvText}</p>
        </section>
        <section className="earn__choice">
          <button
            type="button"
            className="button"
            data-testid="save-receipt"
            disabled={range === null}
            onClick={() => void save('receipt')}
          >
            <FileCheck size={16} aria-hidden="true" />
            {words.receipt}
          </button>
          <p className="quiet">{words.receiptText}</p>
        </section>
        <p role="status">{saved !== null && earnWords.saved(saved)}</p>
      </div>
    </SidePanel>
  );
}

function DayField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (day: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <input id={id} type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    </div>
  );
}

/** `YYYY-MM-DD` by the reader's clock. */
function dayOf(ms: number): string {
  const at = new Date(ms);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** From the beginning of one day to the end of another; null when that is no stretch of time. */
function rangeOf(from: string, until: string): Range | null {
  const start = new Date(`${from}T00:00:00`).getTime();
  const last = new Date(`${until}T00:00:00`);
  last.setDate(last.getDate() + 1);
  const end = last.getTime();
  return start < end ? { from: Math.floor(start / 1_000), to: Math.floor(end / 1_000) } : null;
}
