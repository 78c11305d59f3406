import { defineConfig } from 'vitest/config';

// The demo epoch runs many processes for minutes, so it is a stage of its own.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['demo/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    globalSetup: ['demo/build-processes.ts'],
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
