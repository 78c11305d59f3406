import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { LearningRun } from '../../protocol/api/learn-schemas.ts';
import { testDatabase } from '../database/fixtures/test-database.ts';
import { insertRun } from '../database/learning-runs.ts';
import { BUNDLED_MODEL } from '../models/catalogue.ts';
import type { NodeContext } from '../node-context.ts';
import { latestRun, personalStack, runAdapterDir, TRAINED_ON_FILE } from './adapter-stack.ts';

/** The parts of a context that choosing a stack needs: a real database and a real folder. */
function place() {
  const dir = mkdtempSync(join(tmpdir(), 'loam-stack-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const { db } = testDatabase();
  const context = {
    db,
    folder: { paths: { adapters: dir } },
    modelId: () => BUNDLED_MODEL.id,
  } as unknown as NodeContext;
  const adapter = (path: string): string => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'adapter_model.safetensors'), '');
    return path;
  };
  return {
    context,
    network: (version: number) => adapter(join(dir, `network-x-v${version}`)),
    run(id: string, state: LearningRun['state'], trainedOn?: string): string {
      insertRun(db, {
        id: `run-0000000${id}`,
        state,
        startedAt: 1,
        finishedAt: null,
        baseVersion: 0,
        lessons: 1,
        practiceItems: 0,
        curve: [],
        comparisons: [],
        adapterBytes: null,
        error: null,
      });
      const path = adapter(runAdapterDir(context, `run-0000000${id}`));
      if (trainedOn !== undefined) writeFileSync(join(path, TRAINED_ON_FILE), trainedOn);
      return path;
    },
  };
}

test('without a run the network’s adapter answers, or the bare base', () => {
  const { context, network, run } = place();
  expect(personalStack(context, null)).toEqual([]);
  const v1 = network(1);
  expect(personalStack(context, v1)).toEqual([{ dir: v1 }]);
  run('1', 'cancelled');
  run('2', 'failed');
  run('3', 'running');
  expect(latestRun(context)).toBeUndefined();
  expect(personalStack(context, v1)).toEqual([{ dir: v1 }]);
});

test('a run on the bare base answers alone, so that a merge of the same lesson does not count twice', () => {
  const { context, network, run } = place();
  const mine = run('1', 'done');
  expect(personalStack(context, null)).toEqual([{ dir: mine }]);
  expect(personalStack(context, network(1))).toEqual([{ dir: mine }]);
});

test('a run on a version answers on top of that version, not of the newest', () => {
  const { context, network, run } = place();
  const v1 = network(1);
  const mine = run('1', 'done', v1);
  expect(personalStack(context, network(2))).toEqual([{ dir: v1 }, { dir: mine }]);
});

test('a run on a version that is gone answers alone', () => {
  const { context, network, run } = place();
  const v1 = network(1);
  const mine = run('1', 'done', v1);
  rmSync(v1, { recursive: true });
  expect(personalStack(context, network(2))).toEqual([{ dir: mine }]);
});

test('the newest finished run whose files are there is the one', () => {
  const { context, run } = place();
  const first = run('1', 'done');
  const second = run('2', 'done');
  run('3', 'failed');
  expect(personalStack(context, null)).toEqual([{ dir: second }]);
  rmSync(second, { recursive: true });
  expect(personalStack(context, null)).toEqual([{ dir: first }]);
});
