import { test as base } from '@playwright/test';
import type { AppUnderTest } from './app-under-test.ts';
import { openInBrowser } from './open-in-browser.ts';
import { openInElectron } from './open-in-electron.ts';

/** Which host a project runs over. */
export interface HostOptions {
  host: 'electron' | 'browser';
}

/** A test with the app open in its project's host. */
export const test = base.extend<HostOptions & { app: AppUnderTest }>({
  host: ['browser', { option: true }],
  app: async ({ host }, use) => {
    const app = await (host === 'electron' ? openInElectron() : openInBrowser());
    await use(app);
    await app.close();
  },
});
