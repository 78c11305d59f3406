import { defineConfig } from 'vitest/config';

// Several hosts in network namespaces: needs root on Linux, so it is a stage of its own.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['network/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    globalSetup: ['network/remove-namespaces.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
