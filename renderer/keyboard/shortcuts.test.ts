import { expect, test } from 'vitest';
import { isPressed, type KeyPress, keyCaps, SHORTCUT_IDS, SHORTCUTS, type Shortcut } from './shortcuts.ts';

const press = (change: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...change,
});

test('Ctrl is Ctrl, and ⌘ on a Mac', () => {
  const ctrl = press({ key: 'k', ctrlKey: true });
  const command = press({ key: 'k', metaKey: true });
  expect([isPressed(SHORTCUTS.palette, ctrl, false), isPressed(SHORTCUTS.palette, command, false)]).toEqual([
    true,
    false,
  ]);
  expect([isPressed(SHORTCUTS.palette, ctrl, true), isPressed(SHORTCUTS.palette, command, true)]).toEqual([
    false,
    true,
  ]);
});

test('one key more makes it another shortcut', () => {
  const find = press({ key: 'F', ctrlKey: true, shiftKey: true });
  expect(isPressed(SHORTCUTS['search-chats'], find, false)).toBe(true);
  expect(isPressed(SHORTCUTS['find-in-chat'], find, false)).toBe(false);
});

test('digits are keys of the keyboard, whatever they write in a layout', () =>
  expect(isPressed(SHORTCUTS['view-2'], press({ key: '™', code: 'Digit2', altKey: true }), true)).toBe(true));

test('no two shortcuts share their keys', () => {
  const all = SHORTCUT_IDS.map((id) => keyCaps(SHORTCUTS[id], false).join('+'));
  expect(new Set(all).size).toBe(all.length);
});

test.each<[Shortcut, boolean, string]>([
  [SHORTCUTS['search-chats'], false, 'Ctrl Shift F'],
  [SHORTCUTS['search-chats'], true, '⌘ ⇧ F'],
  [SHORTCUTS['view-3'], false, 'Alt 3'],
  [SHORTCUTS['stop-answer'], false, 'Esc'],
])('keys are drawn as they stand on the keyboard', (shortcut, mac, caps) =>
  expect(keyCaps(shortcut, mac).join(' ')).toBe(caps),
);
