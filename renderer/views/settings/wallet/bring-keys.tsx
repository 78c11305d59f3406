import { FileUp } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import type { ImportedKeys } from '../../../../protocol/api/keys-schemas.ts';
import { SecretField } from '../../../parts/secret-field.tsx';
import { useFrom } from '../../../stores/use-stores.tsx';
import { walletWords } from '../../../words/wallet-words.ts';
import { KeepHistory } from '../../validate/keep-history.tsx';

/** Most characters of a file that is read as keys or as a signing history. */
const MAX_FILE_CHARS = 16 * 1024 * 1024;

/** Brings an account along from elsewhere, with its signing history, after asking whether it is used anywhere else. */
export function BringKeys() {
  const [isOpen, setIsOpen] = useState(false);
  const [done, setDone] = useState<ImportedKeys | null>(null);
  const words = walletWords.bring;
  return (
    <section className="wallet__block" data-testid="bring">
      <h3>{words.title}</h3>
      <p className="quiet">{words.text}</p>
      {!isOpen && done === null && (
        <button type="button" className="button" data-testid="bring-open" onClick={() => setIsOpen(true)}>
          {words.open}
        </button>
      )}
      {isOpen && <KeepHistory />}
      {isOpen && (
        <BringForm
          onDone={(imported) => {
            setDone(imported);
            setIsOpen(false);
          }}
        />
      )}
      <div role="status">
        {done !== null && (
          <div className="wallet__warning" data-testid="bring-done">
            <p>{words.done(done.address)}</p>
            {done.history !== null && (
              <p>{words.taken(done.history.taken, done.history.ignored, done.history.watermark)}</p>
            )}
            {done.kept !== null && <p className="quiet">{words.kept(done.kept)}</p>}
          </div>
        )}
      </div>
    </section>
  );
}

function BringForm({ onDone }: { onDone: (imported: ImportedKeys) => void }) {
  const id = useId();
  const { bring, busy } = useFrom('wallet', (s) => s);
  const isLocked = useFrom('system', (s) => s.status?.keys?.protectedBy === 'passphrase');
  const [text, setText] = useState('');
  const [filePassphrase, setFilePassphrase] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [history, setHistory] = useState<{ name: string; text: string } | null>(null);
  const [onlyHere, setOnlyHere] = useState(false);
  const words = walletWords.bring;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!onlyHere || text.trim() === '') return;
    const imported = await bring({
      text,
      filePassphrase,
      passphrase: isLocked ? passphrase : null,
      history: history?.text ?? null,
      onlyHere: true,
    });
    if (imported === null) return;
    setText('');
    setFilePassphrase('');
    setPassphrase('');
    onDone(imported);
  };
  return (
    <form className="wallet__form" onSubmit={(event) => void submit(event)}>
      <div className="field">
        <label className="field__label" htmlFor={`${id}-key`}>
          {words.key}
        </label>
        <textarea
          id={`${id}-key`}
          className="wallet__key"
          rows={3}
          autoComplete="off"
          spellCheck={false}
          data-testid="bring-key"
          value={text}
          onChange={(event) => setText(event.currentTarget.value.slice(0, 16_384))}
        />
        <FileButton label={words.choose} onText={(file) => setText(file.text)} />
      </div>
      {text.trimStart().startsWith('{') && (
        <SecretField
          name="bring-file-passphrase"
          label={words.filePassphrase}
          value={filePassphrase}
          onChange={setFilePassphrase}
        />
      )}
      {isLocked && (
        <SecretField
          name="bring-passphrase"
          label={words.passphrase}
          value={passphrase}
          onChange={setPassphrase}
        />
      )}
      <div className="field">
        <p className="field__label">{words.history}</p>
        <p className="field__hint">{words.historyWhy}</p>
        <p>{history === null ? words.noHistory : words.historyChosen(history.name)}</p>
        <FileButton label={words.history} onText={setHistory} />
      </div>
      <label className="wallet__tick">
        <input
          type="checkbox"
          data-testid="bring-only-here"
          checked={onlyHere}
          onChange={(event) => setOnlyHere(event.currentTarget.checked)}
        />
        {words.onlyHere}
      </label>
      <button
        type="submit"
        className="button button--primary"
        data-testid="bring-go"
        disabled={busy || !onlyHere || text.trim() === ''}
      >
        {busy ? words.working : words.go}
      </button>
    </form>
  );
}

function FileButton({
  label,
  onText,
}: {
  label: string;
  onText: (file: { name: string; text: string }) => void;
}) {
  const id = useId();
  return (
    <span className="wallet__file">
      <FileUp size={16} aria-hidden="true" />
      <label className="sr-only" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="file"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file === undefined || file.size > MAX_FILE_CHARS) return;
          void file.text().then((text) => onText({ name: file.name, text }));
        }}
      />
    </span>
  );
}
