import { useId, useState } from 'react';
import type { ModelsView } from '../../../protocol/api/models-schemas.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { formatBytes } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { modelsWords } from '../../words/models-words.ts';

/** Where downloaded models are kept, and another place for them. */
export function ModelFolder({ folder, moving }: Pick<ModelsView, 'folder' | 'moving'>) {
  const id = useId();
  const [path, setPath] = useState('');
  const { setFolder, dismissError } = useFrom('models', (s) => s);
  const busy = useFrom('models', (s) => s.busy !== null);
  const failed = useFrom('models', (s) => (s.error?.place === 'folder' ? s.error.error : null));
  const words = modelsWords.folder;
  const change = (mode: 'move' | 'use') => {
    void setFolder(path, mode).then((done) => {
      if (done) setPath('');
    });
  };
  const cannot = busy || path.trim() === '';
  return (
    <div className="models__part">
      <h3>{words.title}</h3>
      <p className="mono model__dir" data-testid="models-folder">
        {folder.path}
      </p>
      <p className="quiet">{words.facts(formatBytes(folder.bytes), formatBytes(folder.freeBytes))}</p>
      <form
        className="models__form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!cannot) change('move');
        }}
      >
        <div className="field">
          <label htmlFor={id}>
            <span className="field__label">{words.path}</span>
          </label>
          <input
            id={id}
            value={path}
            spellCheck={false}
            data-testid="models-folder-path"
            onChange={(event) => setPath(event.target.value)}
          />
        </div>
        <button type="submit" className="button" data-testid="models-folder-move" disabled={cannot}>
          {words.move}
        </button>
        <button type="button" className="button" disabled={cannot} onClick={() => change('use')}>
          {words.take}
        </button>
      </form>
      {moving !== null && (
        <div className="model__progress" aria-live="polite">
          <progress
            className="bar"
            max={Math.max(1, moving.totalBytes)}
            value={moving.doneBytes}
            aria-label={words.movingProgress}
          />
          <p className="quiet">
            {words.moving(formatBytes(moving.doneBytes), formatBytes(moving.totalBytes))}
          </p>
        </div>
      )}
      {failed !== null && <ErrorNotice error={failed} onDismiss={dismissError} />}
    </div>
  );
}
