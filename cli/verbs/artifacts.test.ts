import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { withArtifacts } from '../../node/artifacts/with-artifacts.ts';
import { runCommand } from '../run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'loam-cli-artifacts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function artifacts(dataDir: string, ...words: string[]) {
  const said = { out: '', err: '' };
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.out += String(text);
    return true;
  });
  try {
    const code = await runCommand(['artifacts', ...words, '--json', '--data-dir', join(folder, dataDir)], {
      out: { write: (text) => (said.out += text) },
      err: { write: (text) => (said.err += text) },
    });
    return { code, err: said.err, json: said.out === '' ? undefined : JSON.parse(said.out) };
  } finally {
    write.mockRestore();
  }
}

test('an artifact goes from one folder to another as a CAR file, is pinned, unpinned and collected', async () => {
  const files = new Map([['delta', new Uint8Array(400_000).fill(7)]]);
  const { signal } = new AbortController();
  const cid = String(
    await withArtifacts(join(folder, 'one'), { signal }, (store) => store.putDirectory(files)),
  );
  const car = join(folder, 'bundle.car');
  expect(await artifacts('one', 'export', cid, car)).toMatchObject({ code: 0, json: { roots: [cid] } });
  expect(await artifacts('one', 'export', cid, car)).toMatchObject({
    code: 3,
    err: expect.stringContaining('exists already'),
  });
  expect(await artifacts('two', 'import', car)).toMatchObject({
    code: 0,
    json: { roots: [cid], pinned: true },
  });
  const listed = { cid, pinned: true, complete: true };
  expect(await artifacts('two', 'list')).toMatchObject({ code: 0, json: { artifacts: [listed] } });
  expect(await artifacts('two', 'gc')).toMatchObject({ code: 0, json: { roots: 0 } });
  expect(await artifacts('two', 'unpin', cid)).toMatchObject({ code: 0, json: { was: true } });
  expect(await artifacts('two', 'gc')).toMatchObject({ code: 0, json: { roots: 1, usage: { bytes: 0 } } });
  expect(await artifacts('two', 'pin', cid)).toMatchObject({
    code: 3,
    err: expect.stringContaining('ARTIFACT_UNAVAILABLE'),
  });
  expect((await artifacts('two', 'list')).json).toMatchObject({ artifacts: [] });
});

test.each([[['nonsense']], [['pin']], [['export', 'x']], [['list', 'more']]])(
  '%j is a wrong command line',
  async (words) => {
    expect(await artifacts('one', ...words)).toMatchObject({
      code: 2,
      err: expect.stringContaining('(USAGE)'),
    });
  },
);
