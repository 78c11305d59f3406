import { useEffect, useState } from 'react';
import type { ChatSettings } from '../../../protocol/api/chat-schemas.ts';
import { DEFAULT_CHAT_SETTINGS } from '../../../protocol/api/chat-schemas.ts';
import { MAX_SYSTEM_PROMPT_CHARS } from '../../../protocol/limits.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { PresetField } from './preset-field.tsx';
import { SamplingFields } from './sampling-fields.tsx';
import { useChatSettings } from './use-chat-settings.ts';

/** How the open chat is answered: preset, instructions, sampling; and the chat as a file. */
export function SettingsPanel({ onClose }: { onClose: () => void }) {
  const settings = useChatSettings();
  const openId = useFrom('chat', (s) => s.openId);
  const configure = useFrom('chat', (s) => s.configure);
  const exportChats = useFrom('chat', (s) => s.exportChats);
  const words = chatWords.settings;
  const change = (next: Partial<ChatSettings>) => void configure(next);
  return (
    <SidePanel title={words.title} onClose={onClose}>
      <div className="fields" data-testid="chat-settings">
        <PresetField settings={settings} onChange={change} />
        <SystemPromptField
          key={openId}
          value={settings.systemPrompt}
          onChange={(systemPrompt) => change({ systemPrompt })}
        />
        <h3 className="panel__section">{words.sampling}</h3>
        <SamplingFields settings={settings} onChange={change} />
        <button
          type="button"
          className="button settings__reset"
          data-testid="settings-reset"
          onClick={() => change(DEFAULT_CHAT_SETTINGS)}
        >
          {words.reset}
        </button>
        {openId !== null && (
          <div className="field">
            <h3 className="panel__section">{words.thisChat}</h3>
            <p className="field__hint">{words.thisChatHint}</p>
            <div className="row">
              {(['md', 'json'] as const).map((format) => (
                <button
                  key={format}
                  type="button"
                  className="button button--small"
                  data-testid={`export-${format}`}
                  onClick={() => void exportChats(openId, format)}
                >
                  {format === 'md' ? words.exportMd : words.exportJson}
                </button>
              ))}
            </div>
          </div>
        )}
      </div>
    </SidePanel>
  );
}

/** Kept when one leaves the field, not at every key. */
function SystemPromptField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  const words = chatWords.settings;
  useEffect(() => setText(value), [value]);
  return (
    <label className="field">
      <span className="field__label">{words.systemPrompt}</span>
      <textarea
        className="settings__prompt"
        rows={4}
        value={text}
        maxLength={MAX_SYSTEM_PROMPT_CHARS}
        aria-description={words.systemPromptHint}
        data-testid="system-prompt"
        onChange={(event) => setText(event.target.value)}
        onBlur={() => text !== value && onChange(text)}
      />
      <span className="field__hint">{words.systemPromptHint}</span>
    </label>
  );
}
