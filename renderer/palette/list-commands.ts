import { isMac, keyCaps, SHORTCUTS, type ShortcutId } from '../keyboard/shortcuts.ts';
import { TEXT_SIZES, THEMES } from '../stores/preferences.ts';
import type { Stores } from '../stores/stores.ts';
import { VIEWS } from '../stores/ui-store.ts';
import { SETTINGS_SECTIONS } from '../views/settings/section-ids.ts';
import { chatWords } from '../words/chat-words.ts';
import { frameWords } from '../words/frame-words.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../words/language.ts';
import { paletteWords } from '../words/palette-words.ts';
import { settingsWords } from '../words/settings-words.ts';
import type { Command } from './rank-commands.ts';

/** Everything that the palette offers right now: views, actions, settings, chats. */
export function listCommands(stores: Stores): readonly Command[] {
  const { groups, commands, also } = paletteWords;
  const ui = stores.ui.getState();
  const chat = stores.chat.getState();
  const network = stores.network.getState();
  const joined = stores.system.getState().status?.network.state ?? 'off';
  const appearance = settingsWords.appearance;
  return [
    ...VIEWS.map(
      (view, i): Command => ({
        id: `go-${view}`,
        label: frameWords.views[view],
        group: groups.go,
        also: also[view],
        keys: caps(`view-${i + 1}` as ShortcutId),
        run: () => ui.go(view),
      }),
    ),
    act(
      'new-chat',
      commands.newChat,
      () => {
        ui.go('chat');
        void chat.open(null);
      },
      caps('new-chat'),
    ),
    act('teach', commands.teach, () => ui.go('learn')),
    ...(joined === 'off' || joined === 'failed'
      ? [
          act('start-network', commands.startNetwork, () => {
            ui.go('network');
            void network.start();
          }),
        ]
      : []),
    ...(joined === 'on' ? [act('leave-network', commands.leaveNetwork, () => ui.go('network'))] : []),
    act('keyboard-map', commands.map, () => ui.go('settings', 'keyboard'), caps('map')),
    ...SETTINGS_SECTIONS.map(
      (section): Command => ({
        id: `settings-${section}`,
        label: settingsWords.sections[section],
        group: groups.settings,
        also: also[section],
        run: () => ui.go('settings', section),
      }),
    ),
    ...THEMES.map((theme) =>
      setting(`theme-${theme}`, commands.theme(appearance.themes[theme]), () => ui.prefer({ theme })),
    ),
    ...LANGUAGES.map((language) =>
      setting(`language-${language}`, commands.language(LANGUAGE_NAMES[language]), () =>
        ui.prefer({ language }),
      ),
    ),
    ...TEXT_SIZES.map((textSize) =>
      setting(`text-${textSize}`, commands.textSize(appearance.textSizes[textSize]), () =>
        ui.prefer({ textSize }),
      ),
    ),
    ...chat.chats.map(
      ({ id, title }): Command => ({
        id: `chat-${id}`,
        label: title === '' ? chatWords.untitled : title,
        group: groups.chats,
        run: () => {
          ui.go('chat');
          void chat.open(id);
        },
      }),
    ),
  ];
}

function act(id: string, label: string, run: () => void, keys?: readonly string[]): Command {
  return { id, label, group: paletteWords.groups.act, run, ...(keys === undefined ? {} : { keys }) };
}

function setting(id: string, label: string, run: () => void): Command {
  return { id, label, group: paletteWords.groups.settings, run };
}

function caps(id: ShortcutId): readonly string[] {
  return keyCaps(SHORTCUTS[id], isMac());
}
