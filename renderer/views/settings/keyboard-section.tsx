import { isMac, keyCaps, SHORTCUT_IDS, SHORTCUTS } from '../../keyboard/shortcuts.ts';
import { KeyCaps } from '../../parts/key-caps.tsx';
import { paletteWords } from '../../words/palette-words.ts';

const PLACES = ['everywhere', 'chat'] as const;

/** The keyboard map: every shortcut and what it does. */
export function KeyboardSection() {
  const mac = isMac();
  return (
    <>
      <p className="quiet">{paletteWords.map.text}</p>
      <div className="columns" data-testid="keyboard-map">
        {PLACES.map((place) => (
          <div key={place}>
            <h3>{paletteWords.map.places[place]}</h3>
            <dl className="keymap">
              {SHORTCUT_IDS.filter((id) => SHORTCUTS[id].place === place).map((id) => (
                <div key={id}>
                  <dt>{paletteWords.map.does[id]}</dt>
                  <dd>
                    <KeyCaps keys={keyCaps(SHORTCUTS[id], mac)} />
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
    </>
  );
}
