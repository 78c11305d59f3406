import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { type DesktopSettings, desktopSettingsSchema } from '../protocol/desktop/desktop-contract.ts';
import { MAX_SETTINGS_BYTES } from './limits.ts';
import { writeSmallFile } from './write-small-file.ts';

/** Nothing of the app goes on without its owner's choice. */
export const DEFAULT_SETTINGS: DesktopSettings = { launchAtLogin: false, stayInTray: false, quiet: [] };

/** The app's own settings, in one file of the profile. */
export class DesktopSettingsFile {
  readonly #file: string;
  #settings: DesktopSettings;

  /**
   * Reads the file. One that cannot be read is set aside as `<file>.damaged`, and the careful defaults hold.
   *
   * @param log told of a file that was set aside
   */
  constructor(file: string, log: (line: string) => void) {
    this.#file = file;
    this.#settings = this.#read(log);
  }

  get settings(): DesktopSettings {
    return this.#settings;
  }

  /** Changes what is named and keeps it. @throws when the file cannot be written; nothing is changed then */
  change(change: Partial<DesktopSettings>): DesktopSettings {
    const next = desktopSettingsSchema.parse({ ...this.#settings, ...change });
    writeSmallFile(this.#file, JSON.stringify(next));
    this.#settings = next;
    return next;
  }

  #read(log: (line: string) => void): DesktopSettings {
    if (!existsSync(this.#file)) return DEFAULT_SETTINGS;
    try {
      if (statSync(this.#file).size > MAX_SETTINGS_BYTES) throw new Error('it is too large');
      return desktopSettingsSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      renameSync(this.#file, `${this.#file}.damaged`);
      log(`The app's settings could not be read; they lie in ${this.#file}.damaged, and the defaults hold.`);
      return DEFAULT_SETTINGS;
    }
  }
}
