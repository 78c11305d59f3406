import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useModels } from '../../parts/use-models.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { modelsWords } from '../../words/models-words.ts';
import { AddModel } from './add-model.tsx';
import { ModelFolder } from './model-folder.tsx';
import { ModelItem } from './model-item.tsx';

/** Models: which there are, which can be had, which is in use, and where they are kept. */
export function ModelsSection() {
  const view = useModels();
  const failed = useFrom('models', (s) => (s.error?.place === 'list' ? s.error.error : null));
  const dismiss = useFrom('models', (s) => s.dismissError);
  const go = useFrom('ui', (s) => s.go);
  if (view === null) return <p className="quiet">{modelsWords.loading}</p>;
  const { instead, heldByNetwork } = view;
  return (
    <div className="models">
      <p className="quiet">{modelsWords.lead}</p>
      {instead !== null && (
        <ErrorNotice
          error={
            new LoamError(instead.code, instead.message, instead.hint === null ? {} : { hint: instead.hint })
          }
        />
      )}
      {heldByNetwork !== null && (
        <div className="models__held" data-testid="models-held">
          <p>{modelsWords.held(heldByNetwork)}</p>
          <button type="button" className="button" onClick={() => go('network')}>
            {modelsWords.toNetwork}
          </button>
        </div>
      )}
      {failed !== null && <ErrorNotice error={failed} onDismiss={dismiss} />}
      <ul className="models__list" aria-label={modelsWords.list} data-testid="models-list">
        {view.models.map((model) => (
          <ModelItem key={model.id} model={model} view={view} />
        ))}
      </ul>
      <AddModel />
      <ModelFolder folder={view.folder} moving={view.moving} />
    </div>
  );
}
