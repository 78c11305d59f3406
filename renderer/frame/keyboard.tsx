import { useShortcut } from '../keyboard/use-shortcut.ts';
import { Palette } from '../palette/palette.tsx';
import { VIEWS } from '../stores/ui-store.ts';
import { useFrom } from '../stores/use-stores.tsx';

/** The shortcuts that work everywhere, and the palette that one of them opens. */
export function Keyboard({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const go = useFrom('ui', (s) => s.go);
  const openChat = useFrom('chat', (s) => s.open);
  useShortcut('palette', () => onOpen(!open));
  useShortcut('map', () => go('settings', 'keyboard'));
  useShortcut('settings', () => go('settings'));
  useShortcut('view-1', () => go(VIEWS[0]));
  useShortcut('view-2', () => go(VIEWS[1]));
  useShortcut('view-3', () => go(VIEWS[2]));
  useShortcut('view-4', () => go(VIEWS[3]));
  useShortcut('view-5', () => go(VIEWS[4]));
  useShortcut('view-6', () => go(VIEWS[5]));
  useShortcut('view-7', () => go(VIEWS[6]));
  useShortcut('view-8', () => go(VIEWS[7]));
  useShortcut('new-chat', () => {
    go('chat');
    void openChat(null);
  });
  useShortcut('search-chats', () => go('chat', 'search'));
  return open && <Palette onClose={() => onOpen(false)} />;
}
