import { SlidersHorizontal } from 'lucide-react';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';
import { presetName } from './preset-name.ts';
import { useChatSettings } from './use-chat-settings.ts';

/** Under the field: how this chat is answered. A click opens the panel in which that is changed. */
export function ComposerChips() {
  const settings = useChatSettings();
  const presets = useFrom('presets', (s) => s.presets);
  const open = useFrom('chat', (s) => s.panel?.kind === 'settings');
  const show = useFrom('chat', (s) => s.show);
  const { chips } = chatWords;
  const toggle = () => show(open ? null : { kind: 'settings' });
  return (
    <div className="composer__chips">
      <button
        type="button"
        className="chip chip--button"
        aria-expanded={open}
        aria-label={`${chips.preset}: ${presetName(settings, presets)}`}
        title={chips.preset}
        data-testid="chip-preset"
        onClick={toggle}
      >
        <SlidersHorizontal size={12} aria-hidden="true" />
        {presetName(settings, presets)}
      </button>
      <button
        type="button"
        className="chip chip--button composer__temperature"
        title={chips.label}
        data-testid="chip-temperature"
        onClick={toggle}
      >
        {chips.temperature(settings.temperature)}
      </button>
    </div>
  );
}
