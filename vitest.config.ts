import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', 'e2e/**', 'out/**', '.cache/**', 'contracts/**'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    // Against hangs, not for speed: the slowest test takes 5 s alone and 15 s where others use the same two cores.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    passWithNoTests: false,
    restoreMocks: true,
  },
});
