import { useId, useRef, useState } from 'react';
import { MAX_CATALOGUE_CHARS } from '../../../protocol/limits.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { modelsWords } from '../../words/models-words.ts';

/** A folder or a catalogue of the owner's. */
export function AddModel() {
  const id = useId();
  const [path, setPath] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const { addFolder, addCatalogue, dismissError } = useFrom('models', (s) => s);
  const busy = useFrom('models', (s) => s.busy);
  const failed = useFrom('models', (s) => (s.error?.place === 'add' ? s.error.error : null));
  const words = modelsWords.add;
  return (
    <div className="models__part">
      <h3>{words.title}</h3>
      <p className="quiet">{words.text}</p>
      <form
        className="models__form"
        onSubmit={(event) => {
          event.preventDefault();
          void addFolder(path).then((added) => {
            if (added) setPath('');
          });
        }}
      >
        <div className="field">
          <label htmlFor={id}>
            <span className="field__label">{words.folder}</span>
          </label>
          <input
            id={id}
            value={path}
            spellCheck={false}
            placeholder={words.folderExample}
            data-testid="model-folder-path"
            onChange={(event) => setPath(event.target.value)}
          />
        </div>
        <button
          type="submit"
          className="button"
          data-testid="model-add-folder"
          disabled={busy !== null || path.trim() === ''}
        >
          {busy === 'add' ? words.looking : words.add}
        </button>
      </form>
      {failed !== null && <ErrorNotice error={failed} onDismiss={dismissError} />}
      <div className="models__catalogue">
        <p className="quiet">{words.catalogueText}</p>
        <button
          type="button"
          className="link-button"
          disabled={busy !== null}
          onClick={() => file.current?.click()}
        >
          {words.catalogue}
        </button>
        <input
          ref={file}
          type="file"
          accept="application/json,.json"
          className="sr-only"
          tabIndex={-1}
          aria-label={words.catalogue}
          data-testid="model-catalogue-file"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            event.target.value = '';
            // What is longer is refused by its first characters: they are no JSON.
            void chosen?.slice(0, MAX_CATALOGUE_CHARS).text().then(addCatalogue);
          }}
        />
      </div>
    </div>
  );
}
