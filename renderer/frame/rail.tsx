import {
  Layers,
  type LucideIcon,
  MessageSquare,
  Network,
  Search,
  Settings2,
  ShieldCheck,
  Sprout,
  Vote,
  Wallet,
} from 'lucide-react';
import { isMac, keyCaps, SHORTCUTS } from '../keyboard/shortcuts.ts';
import { KeyCaps } from '../parts/key-caps.tsx';
import { VIEWS, type View } from '../stores/ui-store.ts';
import { useFrom } from '../stores/use-stores.tsx';
import { frameWords } from '../words/frame-words.ts';
import { paletteWords } from '../words/palette-words.ts';
import { Mark } from './mark.tsx';

const ICONS: Record<View, LucideIcon> = {
  chat: MessageSquare,
  learn: Sprout,
  earn: Wallet,
  validate: ShieldCheck,
  govern: Vote,
  network: Network,
  audit: Layers,
  settings: Settings2,
};

/** The views, at the left; icons in narrow windows, a bar at the foot in very narrow ones. */
export function Rail({ onSearch }: { onSearch: () => void }) {
  const current = useFrom('ui', (s) => s.view);
  const go = useFrom('ui', (s) => s.go);
  return (
    <nav className="rail" aria-label={frameWords.rail}>
      <div className="rail__brand">
        <Mark />
        <span>{frameWords.name}</span>
      </div>
      <button
        type="button"
        className="rail__item rail__search"
        data-testid="open-palette"
        title={paletteWords.title}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={onSearch}
      >
        <Search size={18} strokeWidth={1.75} aria-hidden="true" />
        <span>{paletteWords.open}</span>
        <KeyCaps keys={keyCaps(SHORTCUTS.palette, isMac())} />
      </button>
      {VIEWS.map((view) => {
        const Icon = ICONS[view];
        return (
          <button
            key={view}
            type="button"
            className={view === 'settings' ? 'rail__item rail__item--last' : 'rail__item'}
            data-testid={`nav-${view}`}
            title={frameWords.views[view]}
            aria-current={view === current ? 'page' : undefined}
            onClick={() => go(view)}
          >
            <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
            <span>{frameWords.views[view]}</span>
          </button>
        );
      })}
    </nav>
  );
}
