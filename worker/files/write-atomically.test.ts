import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAtomically } from './write-atomically.ts';

test('replaces the whole file and leaves nothing beside it, also after a write that was cut off', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'loam-files-'));
  try {
    const path = join(folder, 'a.json');
    await writeAtomically(path, 'a long first content');
    await writeFile(`${path}.partial`, 'half of a write that a crash cut off');
    await writeAtomically(path, new Uint8Array([104, 105]));
    expect(await readFile(path, 'utf8')).toBe('hi');
    expect(await readdir(folder)).toEqual(['a.json']);
    await expect(writeAtomically(join(folder, 'missing', 'b'), '')).rejects.toMatchObject({ code: 'ENOENT' });
  } finally {
    await rm(folder, { recursive: true });
  }
});
