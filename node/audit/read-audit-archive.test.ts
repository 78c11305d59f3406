import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { CID } from 'multiformats/cid';
import { create as createDigest } from 'multiformats/hashes/digest';
import { afterAll, expect, test } from 'vitest';
import type { ArchivedFacts, AuditArchiveHeader } from '../../protocol/audit/audit-archive-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { deadDescriptor } from '../fixtures/dead-descriptor.ts';
import { archiveArtifacts, directoryBlocks } from './archive-artifacts.ts';
import { openArchiveChain } from './archive-chain.ts';
import { MAX_AUDIT_ARCHIVE_BYTES, MAX_AUDIT_BLOCK_BYTES } from './limits.ts';
import { readAuditArchive } from './read-audit-archive.ts';
import { writeAuditArchive } from './write-audit-archive.ts';

const dir = mkdtempSync(join(tmpdir(), 'loam-archive-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const HASH = `0x${'0a'.repeat(32)}` as const;
const facts: ArchivedFacts = {
  logs: [],
  searches: [],
  answers: [{ key: 'eth_chainId []', result: '"0x7a69"' }],
};
const files = new Map([['a.txt', new TextEncoder().encode('a lesson')]]);
const directory = await directoryBlocks(files);
const header: AuditArchiveHeader = {
  format: 'loam-audit/1',
  network: deadDescriptor(HASH),
  epoch: 1,
  head: { number: 3, hash: HASH },
  absent: [],
};

async function write(name: string, changes: { header?: object; facts?: object } = {}): Promise<string> {
  const file = join(dir, name);
  await writeAuditArchive(file, {
    header: { ...header, ...changes.header } as never,
    facts: { ...facts, ...changes.facts } as never,
    artifacts: [directory.root],
    block: async (cid) => directory.blocks.get(cid.toString()),
  });
  return file;
}

const good = await write('good.car');

test('what was written is read back, and the same content is the same file', async () => {
  const archive = await readAuditArchive(good);
  expect(archive.header).toEqual(header);
  expect(archive.damaged.size).toBe(0);
  expect(archive.tape.facts()).toEqual(facts);
  const { getDirectory } = archiveArtifacts(archive);
  expect(await getDirectory(archive.artifacts[0] ?? '')).toEqual(files);
  const again = await write('again.car');
  expect(Buffer.compare(readFileSync(again), readFileSync(good))).toBe(0);
});

test('a damaged block of an artifact is named, one of the facts refuses the file', async () => {
  const bytes = readFileSync(good);
  const at = bytes.indexOf('a lesson');
  const damaged = join(dir, 'damaged.car');
  writeFileSync(damaged, bytes.with(at, bytes[at] === 0 ? 1 : 0));
  const archive = await readAuditArchive(damaged);
  expect(archive.damaged.size).toBe(1);
  await expect(archiveArtifacts(archive).getDirectory(archive.artifacts[0] ?? '')).rejects.toMatchObject({
    code: 'ARTIFACT_CORRUPT',
    data: { cid: [...archive.damaged][0] },
  });
  const fact = bytes.indexOf('eth_chainId');
  writeFileSync(damaged, bytes.with(fact, 0x45));
  await expect(readAuditArchive(damaged)).rejects.toMatchObject({ code: 'AUDIT_ARCHIVE_CORRUPT' });
});

test.each([
  ['another format', { header: { format: 'loam-audit/2' } }],
  ['an epoch that is none', { header: { epoch: 0 } }],
  ['no network', { header: { network: {} } }],
  ['more in its root', { header: { surprise: 1 } }],
  ['events that are none', { facts: { logs: [{ address: '0x' }] } }],
  ['answers that are none', { facts: { answers: [{ key: 1 }] } }],
])('an archive with %s is refused', async (_what, changes) => {
  await expect(readAuditArchive(await write('bad.car', changes))).rejects.toMatchObject({
    code: 'AUDIT_ARCHIVE_MALFORMED',
  });
});

test('a file that is missing, a folder, empty, cut off, huge or no CAR is refused by name', async () => {
  const code = (file: string) => readAuditArchive(file).catch((error: LoamError) => error.code);
  expect(await code(join(dir, 'nothing.car'))).toBe('AUDIT_ARCHIVE_MISSING');
  expect(await code(dir)).toBe('AUDIT_ARCHIVE_MISSING');
  const file = join(dir, 'bad.car');
  for (const bytes of [Buffer.alloc(0), Buffer.from('no car'), readFileSync(good).subarray(0, -3)]) {
    writeFileSync(file, bytes);
    expect(await code(file)).toBe('AUDIT_ARCHIVE_MALFORMED');
  }
  // Sparse: takes no room on the disk.
  truncateSync(file, MAX_AUDIT_ARCHIVE_BYTES + 1);
  expect(await code(file)).toBe('AUDIT_ARCHIVE_TOO_LARGE');
});

test('blocks that are too large or of another kind are refused', async () => {
  const refused = async (bytes: Uint8Array, hashCode: number) => {
    const digest = createHash('sha256').update(bytes).digest();
    const cid = CID.createV1(0x55, createDigest(hashCode, digest));
    const file = join(dir, 'kind.car');
    await writeAuditArchive(file, { header, facts, artifacts: [cid], block: async () => bytes });
    return readAuditArchive(file).catch((error: LoamError) => error.code);
  };
  expect(await refused(new Uint8Array(MAX_AUDIT_BLOCK_BYTES + 1), 0x12)).toBe('AUDIT_ARCHIVE_TOO_LARGE');
  expect(await refused(new Uint8Array(9), 0x13)).toBe('AUDIT_ARCHIVE_MALFORMED');
  expect(await refused(new Uint8Array(9), 0x12)).toMatchObject({ artifacts: [expect.any(String)] });
});

test('whatever is done to a file, it is refused by name or read with the damage named', async () => {
  const bytes = readFileSync(good);
  const file = join(dir, 'fuzzed.car');
  const mutation = fc.record({
    at: fc.nat(bytes.length - 1),
    with: fc.uint8Array({ maxLength: 12 }),
    drop: fc.nat(40),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (mutations) => {
      let mutant: Uint8Array = bytes;
      for (const { at, with: more, drop } of mutations)
        mutant = Buffer.concat([mutant.subarray(0, at), more, mutant.subarray(at + drop)]);
      writeFileSync(file, mutant);
      try {
        const archive = await readAuditArchive(file);
        await archiveArtifacts(archive).getDirectory(directory.root);
      } catch (error) {
        expect(error).toBeInstanceOf(LoamError);
        expect((error as LoamError).code).toMatch(/^(AUDIT_ARCHIVE_|ARTIFACT_)/);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('a chain out of an archive says what it does not know', async () => {
  const { tape } = await readAuditArchive(good);
  await expect(openArchiveChain(header.network, tape)).rejects.toMatchObject({
    code: 'AUDIT_ARCHIVE_INCOMPLETE',
  });
});
