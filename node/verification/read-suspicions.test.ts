import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import { decideDuty } from '../database/verdicts.ts';
import { readSuspicions } from './read-suspicions.ts';

const dir = mkdtempSync(join(tmpdir(), 'loam-suspicions-'));
const bytes32 = (byte: string): Hex => `0x${byte.repeat(32)}`;
const validator: Hex = `0x${'1a'.repeat(20)}`;
let db: Database | undefined;

afterEach(() => {
  db?.close();
  rmSync(dir, { recursive: true, force: true });
});

test('names what was found odd, newest first, of this network and epoch only', () => {
  db = openDatabase({ file: join(dir, 'test.db'), key: null });
  const decide = (network: string, epoch: bigint, index: bigint, suspicions: string[]): void => {
    decideDuty(
      db as Database,
      { network, validator, epoch, index },
      {
        pass: true,
        utilityPpm: 5n,
        uniquenessPpm: 1_000_000,
        round: 1,
        digest: bytes32('aa'),
        salt: bytes32('bb'),
        commitment: bytes32('cc'),
        evidence: { cid: bytes32('dd'), suspicions },
      },
      1,
    );
  };
  decide('here', 9n, 0n, ['It is close to submission 1 of epoch 8.']);
  decide('here', 10n, 0n, []);
  decide('here', 10n, 1n, ['It overwrites 45 % of a layer.', 'Everyday talk gets worse.']);
  decide('there', 10n, 1n, ['Elsewhere.']);
  const found = readSuspicions(db, { network: 'here', validator });
  expect(found.map(({ epoch, index, sentences }) => [epoch, index, sentences])).toEqual([
    [10, 1, ['It overwrites 45 % of a layer.', 'Everyday talk gets worse.']],
    [9, 0, ['It is close to submission 1 of epoch 8.']],
  ]);
  expect(found[0]?.cid).toMatch(/^bafy/);
  expect(readSuspicions(db, { network: 'here', validator, epoch: 9n })).toHaveLength(1);
});
