import { useEffect, useRef } from 'react';
import { isMac, isPressed, SHORTCUTS, type ShortcutId } from './shortcuts.ts';

/** Runs `run` when the keys of `id` are pressed, as long as the caller is on the page. The newest caller wins. */
export function useShortcut(id: ShortcutId, run: () => void, active = true): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!active) return;
    const mac = isMac();
    const heard = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !isPressed(SHORTCUTS[id], event, mac)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', heard);
    return () => window.removeEventListener('keydown', heard);
  }, [id, active]);
}
