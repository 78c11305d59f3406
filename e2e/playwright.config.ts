import { defineConfig } from '@playwright/test';
import type { HostOptions } from './hosts/app-test.ts';

/** One set of journeys over two hosts; each host has checks of its own besides. */
export default defineConfig<HostOptions>({
  testDir: '.',
  outputDir: '../test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  projects: [
    {
      name: 'electron',
      testMatch: ['journey.spec.ts', 'desktop-*.spec.ts', 'electron/*.spec.ts'],
      use: { host: 'electron' },
    },
    { name: 'packaged', testMatch: ['packaged.spec.ts'], use: { host: 'electron' } },
    {
      name: 'browser',
      testMatch: [
        'journey.spec.ts',
        'browser-*.spec.ts',
        'chat.spec.ts',
        'earn.spec.ts',
        'validate.spec.ts',
        'govern.spec.ts',
        'models.spec.ts',
      ],
      use: { host: 'browser' },
    },
  ],
});
