import type { DownloadView, ModelView } from '../../../protocol/api/models-schemas.ts';
import { formatBytes, formatDuration } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { modelsWords } from '../../words/models-words.ts';

/** How far a download is, and the buttons to pause, go on and give up. */
export function ModelDownload({ model, download }: { model: ModelView; download: DownloadView }) {
  const { pause, cancel } = useFrom('models', (s) => s);
  const start = useFrom('models', (s) => s.download);
  const { id, name } = model;
  const { state, doneBytes, totalBytes, error } = download;
  const percent = totalBytes === 0 ? 0 : Math.floor((doneBytes / totalBytes) * 100);
  return (
    <div className="model__progress" data-testid={`download-${id}`} data-state={state}>
      <progress
        className="bar"
        max={100}
        value={percent}
        aria-label={modelsWords.downloads.progress(name, percent)}
      />
      <div className="model__row">
        <p className="quiet tabular">{sentence(download)}</p>
        <span className="sr-only" role="status">
          {modelsWords.downloadStates[state]}
        </span>
        <span className="space" />
        {state === 'running' && (
          <button type="button" className="button button--small" onClick={() => void pause(id)}>
            {modelsWords.pause}
          </button>
        )}
        {(state === 'paused' || state === 'failed') && (
          <button type="button" className="button button--small" onClick={() => void start(id)}>
            {state === 'paused' ? modelsWords.resume : modelsWords.again}
          </button>
        )}
        {state !== 'checking' && (
          <button type="button" className="button button--small" onClick={() => void cancel(id)}>
            {modelsWords.cancel}
          </button>
        )}
      </div>
      {error !== null && (
        <p className="model__error" role="alert">
          {error.message} {error.hint}
        </p>
      )}
    </div>
  );
}

function sentence({ state, doneBytes, totalBytes, bytesPerSecond, etaMs }: DownloadView): string {
  const words = modelsWords.downloads;
  const [done, of] = [formatBytes(doneBytes), formatBytes(totalBytes)];
  if (state === 'checking') return words.checking;
  if (state !== 'running') return words[state](done, of);
  const parts = [words.running(done, of)];
  if (bytesPerSecond > 0) parts.push(words.speed(formatBytes(Math.round(bytesPerSecond))));
  else parts.push(words.waiting);
  if (etaMs !== null) parts.push(words.left(formatDuration(etaMs)));
  return parts.join(' · ');
}
