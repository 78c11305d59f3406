import { useState } from 'react';
import type { ModelsView, ModelView } from '../../../protocol/api/models-schemas.ts';
import { formatBytes } from '../../parts/format.ts';
import { modelFacts } from '../../parts/model-facts.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { language } from '../../words/language.ts';
import { modelsWords } from '../../words/models-words.ts';
import { ModelDownload } from './model-download.tsx';

/** One model: what it is, whether it fits, and the one thing to do with it next. */
export function ModelItem({ model, view }: { model: ModelView; view: ModelsView }) {
  const [sure, setSure] = useState(false);
  const isCurrent = view.current === model.id;
  const switching = view.switching?.id === model.id ? view.switching : null;
  return (
    <li className="model" data-testid={`model-${model.id}`} data-state={model.state}>
      <div className="model__head">
        <h3>{model.name}</h3>
        {isCurrent && <span className="chip chip--moss">{modelsWords.inUse}</span>}
        {model.source === 'bundled' && <span className="chip">{modelsWords.bundled}</span>}
        {model.source === 'added' && <span className="chip">{modelsWords.added}</span>}
        <span className="space" />
        {!sure && <Actions model={model} view={view} onRemove={() => setSure(true)} />}
      </div>
      {model.purpose !== null && <p>{model.purpose[language()]}</p>}
      <p className="model__facts">
        <span className={`model__fit model__fit--${model.fit.verdict}`}>
          {model.state === 'lost' ? modelsWords.lost : modelsWords.fit[model.fit.verdict]}
        </span>
        {modelFacts(model).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        {model.licence !== null && <Licence licence={model.licence} />}
      </p>
      {model.source === 'added' && model.dir !== null && <p className="mono model__dir">{model.dir}</p>}
      {switching !== null && (
        <div className="model__progress" aria-live="polite">
          <progress
            className="bar"
            aria-label={modelsWords.switching.progress}
            {...(switching.part === null ? {} : { max: 1, value: switching.part })}
          />
          <p className="quiet">{modelsWords.switching[switching.stage](model.name)}</p>
        </div>
      )}
      {model.download !== null && <ModelDownload model={model} download={model.download} />}
      {sure && <RemoveSure model={model} onClose={() => setSure(false)} />}
    </li>
  );
}

function Licence({ licence }: { licence: NonNullable<ModelView['licence']> }) {
  const text = modelsWords.facts.licence(licence.name);
  if (licence.url === null || !licence.url.startsWith('https://')) return <span>{text}</span>;
  return (
    <a href={licence.url} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}

function Actions({ model, view, onRemove }: { model: ModelView; view: ModelsView; onRemove: () => void }) {
  const { use, download } = useFrom('models', (s) => s);
  const busy = useFrom('models', (s) => s.busy !== null);
  const { id, name, state, source } = model;
  const isCurrent = view.current === id;
  const blocked = busy || view.switching !== null || view.heldByNetwork !== null;
  return (
    <>
      {model.removable && !isCurrent && model.download === null && (
        <button
          type="button"
          className="link-button"
          aria-label={modelsWords.removeThis(name)}
          data-testid={`model-remove-${id}`}
          disabled={busy}
          onClick={onRemove}
        >
          {modelsWords.remove}
        </button>
      )}
      {state === 'here' && !isCurrent && (
        <button
          type="button"
          className="button"
          aria-label={modelsWords.chooseThis(name)}
          data-testid={`model-use-${id}`}
          disabled={blocked || model.fit.verdict === 'too-big'}
          onClick={() => void use(id)}
        >
          {modelsWords.choose}
        </button>
      )}
      {source === 'catalogue' && (state === 'absent' || state === 'lost') && (
        <button
          type="button"
          className="button"
          aria-label={`${modelsWords.download(formatBytes(model.bytes))}: ${name}`}
          data-testid={`model-download-${id}`}
          disabled={busy || model.fit.verdict === 'too-big'}
          onClick={() => void download(id)}
        >
          {modelsWords.download(formatBytes(model.bytes))}
        </button>
      )}
    </>
  );
}

function RemoveSure({ model, onClose }: { model: ModelView; onClose: () => void }) {
  const remove = useFrom('models', (s) => s.remove);
  const { id, name, bytes, source, state } = model;
  const { removeSure } = modelsWords;
  const question =
    source === 'added'
      ? removeSure.added(name)
      : state === 'here'
        ? removeSure.catalogue(name, formatBytes(bytes))
        : removeSure.listed(name);
  return (
    <div className="model__sure">
      <p>{question}</p>
      <button
        type="button"
        className="button button--danger"
        data-testid={`model-remove-sure-${id}`}
        onClick={() => {
          onClose();
          void remove(id);
        }}
      >
        {modelsWords.removeYes}
      </button>
      {/* biome-ignore lint/a11y/noAutofocus: the question took the place of the button that was pressed. */}
      <button type="button" className="button" autoFocus onClick={onClose}>
        {modelsWords.removeNo}
      </button>
    </div>
  );
}
