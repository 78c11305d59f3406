import type { ElectronApplication, Page } from '@playwright/test';

/** The app, open in one of its hosts, with a data folder of its own. */
export interface AppUnderTest {
  readonly page: Page;
  /** Set in Electron. */
  readonly electron: ElectronApplication | null;
  /** Closes it and removes its data. */
  close(): Promise<void>;
}
