import { chownSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** The account "nobody", which every Linux has. */
const NOBODY = 65_534;

/** Whether this process is root. Chromium's sandbox is real only for somebody else. */
export const isRoot = (): boolean => process.getuid?.() === 0;

/** The command that runs `command` without privileges: as it is for a normal user, as "nobody" for root. */
export function withoutPrivileges(command: readonly string[]): { file: string; args: string[] } {
  const drop = [
    'setpriv',
    `--reuid=${NOBODY}`,
    `--regid=${NOBODY}`,
    '--clear-groups',
    '--no-new-privs',
    '--',
  ];
  const [file = '', ...args] = isRoot() ? [...drop, ...command] : command;
  return { file, args };
}

/** Makes a folder (and what it holds) the property of the account that {@link withoutPrivileges} runs things as. */
export function handOver(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isRoot()) return;
  chownSync(folder, NOBODY, NOBODY);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chownSync(path.join(entry.parentPath, entry.name), NOBODY, NOBODY);
  }
}

/** The first folder on the way to `place` that everybody may not enter, or undefined. */
export function findClosedFolder(place: string): string | undefined {
  for (let folder = path.resolve(place); ; folder = path.dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}
