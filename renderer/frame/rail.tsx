import { Layers, type LucideIcon, MessageSquare, Monitor, Moon, Network, Sprout, Sun } from 'lucide-react';
import { type Theme, VIEWS, type View } from '../stores/ui-store.ts';
import { useFrom } from '../stores/use-stores.tsx';
import { frameWords } from '../words/frame-words.ts';
import { Mark } from './mark.tsx';

const ICONS: Record<View, LucideIcon> = {
  chat: MessageSquare,
  learn: Sprout,
  network: Network,
  audit: Layers,
};
const THEME_ICONS: Record<Theme, LucideIcon> = { system: Monitor, light: Sun, dark: Moon };

/** The views, at the left; icons in narrow windows, a bar at the foot in very narrow ones. */
export function Rail() {
  const current = useFrom('ui', (s) => s.view);
  const go = useFrom('ui', (s) => s.go);
  return (
    <nav className="rail" aria-label={frameWords.rail}>
      <div className="rail__brand">
        <Mark />
        <span>{frameWords.name}</span>
      </div>
      {VIEWS.map((view) => {
        const Icon = ICONS[view];
        return (
          <button
            key={view}
            type="button"
            className="rail__item"
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
      <ThemeButton />
    </nav>
  );
}

function ThemeButton() {
  const theme = useFrom('ui', (s) => s.theme);
  const nextTheme = useFrom('ui', (s) => s.nextTheme);
  const Icon = THEME_ICONS[theme];
  return (
    <button
      type="button"
      className="rail__item rail__theme"
      title={frameWords.theme[theme]}
      aria-label={frameWords.theme[theme]}
      onClick={nextTheme}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      <span>{frameWords.theme[theme]}</span>
    </button>
  );
}
