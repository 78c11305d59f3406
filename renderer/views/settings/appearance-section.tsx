import { ChoiceField } from '../../parts/choice-field.tsx';
import { TEXT_SIZES, THEMES } from '../../stores/preferences.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { LANGUAGE_NAMES, LANGUAGES } from '../../words/language.ts';
import { settingsWords } from '../../words/settings-words.ts';

/** Colours, language, size of text, contrast, motion. */
export function AppearanceSection() {
  const chosen = useFrom('ui', (s) => s.preferences);
  const prefer = useFrom('ui', (s) => s.prefer);
  const words = settingsWords.appearance;
  return (
    <div className="fields">
      <ChoiceField
        name="theme"
        label={words.theme}
        value={chosen.theme}
        options={THEMES.map((value) => ({ value, label: words.themes[value] }))}
        onChange={(theme) => prefer({ theme })}
      />
      <ChoiceField
        name="language"
        label={words.language}
        value={chosen.language}
        options={[
          { value: 'system', label: words.followComputer },
          ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
        ]}
        onChange={(language) => prefer({ language })}
      />
      <ChoiceField
        name="text-size"
        label={words.textSize}
        value={chosen.textSize}
        options={TEXT_SIZES.map((value) => ({ value, label: words.textSizes[value] }))}
        onChange={(textSize) => prefer({ textSize })}
      />
      <ChoiceField
        name="contrast"
        label={words.contrast}
        value={chosen.contrast}
        options={[
          { value: 'system', label: words.followComputer },
          { value: 'more', label: words.moreContrast },
        ]}
        onChange={(contrast) => prefer({ contrast })}
      />
      <ChoiceField
        name="motion"
        label={words.motion}
        value={chosen.motion}
        options={[
          { value: 'system', label: words.followComputer },
          { value: 'none', label: words.noMotion },
        ]}
        onChange={(motion) => prefer({ motion })}
      />
    </div>
  );
}
