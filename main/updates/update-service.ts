import type { UpdateState } from '../../protocol/desktop/desktop-contract.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';

/** The part of electron-updater's AppUpdater that is used. */
export interface Updater {
  /** Null when this build cannot update itself. */
  checkForUpdates(): Promise<{
    readonly isUpdateAvailable: boolean;
    readonly updateInfo: { readonly version: string };
  } | null>;
  /** Rejects when the file is not the one that was announced. */
  downloadUpdate(): Promise<readonly string[]>;
  quitAndInstall(): void;
  on(
    event: 'download-progress',
    listener: (progress: { readonly percent: number; readonly bytesPerSecond: number }) => void,
  ): unknown;
}

const NOT_YET: UpdateState = {
  state: 'none',
  canCheck: true,
  sentence: 'Loam has not looked for an update yet.',
};
/** Said where no place for updates was named when the app was built. */
export const NO_UPDATES: UpdateState = {
  state: 'none',
  canCheck: false,
  sentence: 'This build does not update itself. New versions come from where you got this one.',
};

/** Updates, one step at each word of the owner: look, fetch, install. */
export class UpdateService {
  readonly #load: (() => Promise<Updater>) | null;
  readonly #changed: (state: UpdateState) => void;
  readonly #beforeInstall: () => Promise<void>;
  #updater: Promise<Updater> | undefined;
  #state: UpdateState;
  #version = '';

  /**
   * @param parts.load makes the updater, when it is first needed; null where this build has no place to ask
   * @param parts.changed told of every new state
   * @param parts.beforeInstall stops what runs, so that the new version finds a free data folder
   */
  constructor(parts: {
    readonly load: (() => Promise<Updater>) | null;
    readonly changed: (state: UpdateState) => void;
    readonly beforeInstall: () => Promise<void>;
  }) {
    this.#load = parts.load;
    this.#changed = parts.changed;
    this.#beforeInstall = parts.beforeInstall;
    this.#state = parts.load === null ? NO_UPDATES : NOT_YET;
  }

  get state(): UpdateState {
    return this.#state;
  }

  /** Asks whether there is a newer version. What goes wrong is a state, never an error. */
  async check(): Promise<UpdateState> {
    if (this.#load === null || this.#isBusy()) return this.#state;
    this.#say({ state: 'checking', sentence: 'Looking for a newer version.' });
    try {
      const found = await (await this.#loaded(this.#load)).checkForUpdates();
      if (found === null) return this.#say(NO_UPDATES);
      if (!found.isUpdateAvailable)
        return this.#say({ state: 'none', canCheck: true, sentence: 'This is the newest version.' });
      this.#version = found.updateInfo.version;
      return this.#say({
        state: 'available',
        version: this.#version,
        sentence: `Version ${this.#version} is there. It is fetched when you say so.`,
      });
    } catch (error) {
      return this.#refuse(error);
    }
  }

  /** Fetches what {@link check} found and compares its hash; the answer comes when it is there. */
  async download(): Promise<UpdateState> {
    if (this.#load === null || this.#state.state !== 'available') return this.#state;
    const version = this.#version;
    this.#progress(version, 0, 0);
    try {
      await (await this.#loaded(this.#load)).downloadUpdate();
      return this.#say({
        state: 'ready',
        version,
        sentence: `Version ${version} is here and is the file that was announced. It is installed when you say so.`,
      });
    } catch (error) {
      return this.#refuse(error);
    }
  }

  /** Ends the app, installs what is ready, and starts it again. @throws LoamError `UPDATE_NOT_READY` */
  install(): void {
    if (this.#load === null || this.#state.state !== 'ready') {
      throw new LoamError('UPDATE_NOT_READY', 'There is no update that was fetched and checked.', {
        hint: 'Look for an update and fetch it first.',
      });
    }
    const load = this.#load;
    void this.#beforeInstall().then(async () => (await this.#loaded(load)).quitAndInstall());
  }

  #loaded(load: () => Promise<Updater>): Promise<Updater> {
    this.#updater ??= load().then((updater) => {
      updater.on('download-progress', ({ percent, bytesPerSecond }) => {
        if (this.#state.state === 'downloading') this.#progress(this.#version, percent / 100, bytesPerSecond);
      });
      return updater;
    });
    return this.#updater;
  }

  #isBusy(): boolean {
    return ['checking', 'downloading', 'ready'].includes(this.#state.state);
  }

  #progress(version: string, share: number, bytesPerSecond: number): void {
    const percent = Math.round(share * 100);
    const sentence = `Fetching version ${version}: ${percent} %.`;
    this.#say({ state: 'downloading', version, share: Math.min(1, share), bytesPerSecond, sentence });
  }

  #refuse(error: unknown): UpdateState {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return this.#say(
      code === 'ERR_CHECKSUM_MISMATCH'
        ? {
            state: 'refused',
            code: 'UPDATE_TAMPERED',
            sentence:
              'What came is not the file that was announced, so it was thrown away and nothing was changed. Try again later; if it happens again, tell those who publish Loam.',
          }
        : {
            state: 'refused',
            code: 'UPDATE_UNREACHABLE',
            sentence:
              'The place for updates did not answer as it should. Nothing was changed. Try again later.',
          },
    );
  }

  #say(state: UpdateState): UpdateState {
    this.#state = state;
    this.#changed(state);
    return state;
  }
}
