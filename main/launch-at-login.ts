import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeSmallFile } from './write-small-file.ts';

/** The argument with which the system starts Loam at login. */
export const AT_LOGIN = '--at-login';

/** What starting at login takes. */
export interface LoginPlaces {
  readonly platform: NodeJS.Platform;
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Folder of the user's settings on Linux, usually ~/.config. */
  readonly configHome: string;
  /** Electron's own way, on Windows and macOS. */
  readonly setLoginItem: (item: {
    readonly openAtLogin: boolean;
    readonly path: string;
    readonly args: string[];
  }) => void;
}

/** Starts Loam with the computer, or no more. @throws when the system's place for that cannot be written */
export function setLaunchAtLogin(isWanted: boolean, places: LoginPlaces): void {
  const [program = '', ...words] = places.command;
  if (places.platform !== 'linux') {
    places.setLoginItem({ openAtLogin: isWanted, path: program, args: [...words, AT_LOGIN] });
    return;
  }
  const folder = join(places.configHome, 'autostart');
  const file = join(folder, 'loam.desktop');
  if (!isWanted) {
    if (existsSync(file)) rmSync(file);
    return;
  }
  mkdirSync(folder, { recursive: true });
  writeSmallFile(file, desktopEntry([program, ...words, AT_LOGIN]));
}

/** An entry of the desktop's autostart folder, by the freedesktop.org rules. */
function desktopEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Loam',
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** One argument of an Exec line. */
function quoted(word: string): string {
  const escaped = word.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  // The line is a string of the file as well, in which a backslash stands for itself only when doubled.
  return `"${escaped}"`.replaceAll('\\', '\\\\');
}
