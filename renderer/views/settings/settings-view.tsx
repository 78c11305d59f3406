import { type ComponentType, useEffect } from 'react';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { settingsWords } from '../../words/settings-words.ts';
import { Shares } from '../network/shares.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { DesktopSection } from './desktop-section.tsx';
import { DeviceSection } from './device-section.tsx';
import { DiagnosticsSection } from './diagnostics-section.tsx';
import { KeyboardSection } from './keyboard-section.tsx';
import { LearningSection } from './learning-section.tsx';
import { ModelsSection } from './models-section.tsx';
import { PrivacySection } from './privacy-section.tsx';
import type { SettingsSectionId } from './section-ids.ts';
import { WalletSection } from './wallet-section.tsx';

/** The sections, in order; each is a file of its own. */
const SECTIONS: readonly { readonly id: SettingsSectionId; readonly Section: ComponentType }[] = [
  { id: 'appearance', Section: AppearanceSection },
  { id: 'models', Section: ModelsSection },
  { id: 'device', Section: DeviceSection },
  { id: 'learning', Section: LearningSection },
  { id: 'privacy', Section: PrivacySection },
  { id: 'network', Section: Shares },
  { id: 'wallet', Section: WalletSection },
  { id: 'desktop', Section: DesktopSection },
  { id: 'keyboard', Section: KeyboardSection },
  { id: 'diagnostics', Section: DiagnosticsSection },
];

/** Everything that can be chosen: an index at the left, one band per section; `#settings/<section>` opens at one. */
export function SettingsView() {
  const place = useFrom('ui', (s) => s.place);
  const takePlace = useFrom('ui', (s) => s.takePlace);
  useEffect(() => {
    if (place === null) return;
    showSection(place);
    takePlace();
  }, [place, takePlace]);
  return (
    <section className="page">
      <header className="head">
        <h1>{settingsWords.title}</h1>
      </header>
      <div className="settings">
        <nav className="settings__index" aria-label={settingsWords.index}>
          {SECTIONS.map(({ id }) => (
            <button
              key={id}
              type="button"
              className="settings__to"
              data-testid={`to-${id}`}
              onClick={() => showSection(id)}
            >
              {settingsWords.sections[id]}
            </button>
          ))}
        </nav>
        <ScrollRegion className="page__scroll" label={settingsWords.title}>
          {SECTIONS.map(({ id, Section }) => (
            <section key={id} id={`settings-${id}`} className="band" aria-labelledby={`settings-${id}-title`}>
              <h2 id={`settings-${id}-title`} tabIndex={-1}>
                {settingsWords.sections[id]}
              </h2>
              <Section />
            </section>
          ))}
        </ScrollRegion>
      </div>
    </section>
  );
}

/** Scrolls to a section and puts the focus on its title. */
function showSection(id: string): void {
  document.getElementById(`settings-${id}`)?.scrollIntoView({ block: 'start' });
  document.getElementById(`settings-${id}-title`)?.focus({ preventScroll: true });
}
