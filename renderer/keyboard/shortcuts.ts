/** Where a shortcut works: everywhere, or while Chat is open. */
export type ShortcutPlace = 'everywhere' | 'chat';

/** One combination of keys. `mod` is Ctrl, and ⌘ on a Mac. */
export interface Shortcut {
  readonly place: ShortcutPlace;
  /** The physical key (`KeyboardEvent.code`), so that it is the same key in every layout … */
  readonly code?: string;
  /** … or the character it writes (`KeyboardEvent.key`, lower case). */
  readonly key?: string;
  readonly mod?: true;
  readonly shift?: true;
  readonly alt?: true;
}

/** Every shortcut of the page; the keyboard map in Settings is drawn from this. */
export const SHORTCUTS = {
  palette: { place: 'everywhere', key: 'k', mod: true },
  map: { place: 'everywhere', key: '/', mod: true },
  settings: { place: 'everywhere', key: ',', mod: true },
  'view-1': { place: 'everywhere', code: 'Digit1', alt: true },
  'view-2': { place: 'everywhere', code: 'Digit2', alt: true },
  'view-3': { place: 'everywhere', code: 'Digit3', alt: true },
  'view-4': { place: 'everywhere', code: 'Digit4', alt: true },
  'view-5': { place: 'everywhere', code: 'Digit5', alt: true },
  'view-6': { place: 'everywhere', code: 'Digit6', alt: true },
  'view-7': { place: 'everywhere', code: 'Digit7', alt: true },
  'view-8': { place: 'everywhere', code: 'Digit8', alt: true },
  'new-chat': { place: 'everywhere', key: 'o', mod: true, shift: true },
  'search-chats': { place: 'everywhere', key: 'f', mod: true, shift: true },
  'find-in-chat': { place: 'chat', key: 'f', mod: true },
  'stop-answer': { place: 'chat', key: 'escape' },
} as const satisfies Record<string, Shortcut>;

/** Name of a shortcut. */
export type ShortcutId = keyof typeof SHORTCUTS;
/** All of them, in the map's order. */
export const SHORTCUT_IDS = Object.keys(SHORTCUTS) as ShortcutId[];

/** What a key event tells that matters here. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** True when `press` is `shortcut`, no other modifier held. @param mac whether ⌘ takes the place of Ctrl */
export function isPressed(shortcut: Shortcut, press: KeyPress, mac: boolean): boolean {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  return (
    !other &&
    mod === (shortcut.mod ?? false) &&
    press.shiftKey === (shortcut.shift ?? false) &&
    press.altKey === (shortcut.alt ?? false) &&
    (shortcut.code === undefined ? press.key.toLowerCase() === shortcut.key : press.code === shortcut.code)
  );
}

/** The keys as they stand on the keyboard: `['Ctrl', 'Shift', 'F']`, `['⌘', 'K']`. */
export function keyCaps(shortcut: Shortcut, mac: boolean): readonly string[] {
  const key = shortcut.code?.replace('Digit', '') ?? shortcut.key ?? '';
  return [
    ...(shortcut.mod ? [mac ? '⌘' : 'Ctrl'] : []),
    ...(shortcut.alt ? [mac ? '⌥' : 'Alt'] : []),
    ...(shortcut.shift ? [mac ? '⇧' : 'Shift'] : []),
    key === 'escape' ? 'Esc' : key.toUpperCase(),
  ];
}

/** True on a Mac, by what the browser says of itself. */
export function isMac(): boolean {
  return /mac/i.test(navigator.userAgent);
}
