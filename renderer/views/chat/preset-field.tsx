import { useId, useRef, useState } from 'react';
import type { ChatSettings, Preset } from '../../../protocol/api/chat-schemas.ts';
import { MAX_PRESET_NAME_CHARS } from '../../../protocol/limits.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useFrom, useStores } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { findPreset, nameOfPreset } from './preset-name.ts';

interface PresetFieldProps {
  settings: ChatSettings;
  onChange: (change: Partial<ChatSettings>) => void;
}

/** Chooses a preset, keeps the settings as one, renames and removes the owner's. */
export function PresetField({ settings, onChange }: PresetFieldProps) {
  const presets = useFrom('presets', (s) => s.presets);
  const error = useFrom('presets', (s) => s.error);
  const { save, remove } = useStores().presets.getState();
  const [naming, setNaming] = useState<{ id?: string; name: string } | null>(null);
  const select = useRef<HTMLSelectElement>(null);
  const id = useId();
  const words = chatWords.settings;
  const chosen = findPreset(settings, presets);
  const came = presets.find((preset) => preset.id === settings.presetId && !preset.builtIn);
  const own = chosen?.builtIn === false ? chosen : undefined;
  const close = () => {
    setNaming(null);
    select.current?.focus();
  };
  const keep = async (name: string, of?: string) => {
    close();
    const saved = await save({ ...(of === undefined ? {} : { id: of }), name, settings });
    if (saved !== null) onChange({ presetId: saved.id });
  };
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {words.preset}
      </label>
      <p id={`${id}-hint`} className="field__hint">
        {words.presetHint}
      </p>
      <select
        ref={select}
        id={id}
        className="select"
        value={chosen?.id ?? ''}
        aria-describedby={`${id}-hint`}
        data-testid="preset"
        onChange={(event) => {
          const preset = presets.find((one) => one.id === event.target.value);
          if (preset !== undefined) onChange(asSettings(preset));
        }}
      >
        {chosen === undefined && <option value="">{words.changed}</option>}
        {presets.map((preset) => (
          <option key={preset.id} value={preset.id}>
            {nameOfPreset(preset)}
          </option>
        ))}
      </select>
      {error !== null && <ErrorNotice error={error} />}
      {naming === null ? (
        <div className="row settings__presets">
          {chosen === undefined && (
            <button
              type="button"
              className="button button--small"
              data-testid="preset-save-as"
              onClick={() => setNaming({ name: '' })}
            >
              {words.saveAs}
            </button>
          )}
          {chosen === undefined && came !== undefined && (
            <button
              type="button"
              className="button button--small"
              onClick={() => void keep(came.name, came.id)}
            >
              {words.update}
            </button>
          )}
          {own !== undefined && (
            <>
              <button
                type="button"
                className="button button--small"
                onClick={() => setNaming({ id: own.id, name: own.name })}
              >
                {words.rename}
              </button>
              <button
                type="button"
                className="button button--small button--danger"
                data-testid="preset-remove"
                onClick={() => void remove(own.id)}
              >
                {words.remove}
              </button>
            </>
          )}
        </div>
      ) : (
        <NameForm first={naming.name} onCancel={close} onDone={(name) => void keep(name, naming.id)} />
      )}
    </div>
  );
}

interface NameFormProps {
  first: string;
  onDone: (name: string) => void;
  onCancel: () => void;
}

function NameForm({ first, onDone, onCancel }: NameFormProps) {
  const [name, setName] = useState(first);
  const words = chatWords.settings;
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') onDone(name.trim());
      }}
    >
      <input
        className="settings__name"
        ref={(field) => field?.focus()}
        value={name}
        maxLength={MAX_PRESET_NAME_CHARS}
        placeholder={words.presetName}
        aria-label={words.presetName}
        data-testid="preset-name"
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onCancel();
        }}
      />
      <button type="submit" className="button button--small" disabled={name.trim() === ''}>
        {words.save}
      </button>
      <button type="button" className="button button--small" onClick={onCancel}>
        {words.cancel}
      </button>
    </form>
  );
}

function asSettings({ id, systemPrompt, sampling }: Preset): Partial<ChatSettings> {
  return { ...sampling, systemPrompt, presetId: id };
}
