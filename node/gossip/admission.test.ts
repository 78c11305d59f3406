import { expect, test } from 'vitest';
import { selectAdmissible } from './admission.ts';
import type { CheckedEntry } from './entry-gate.ts';
import { EntryIndex } from './entry-index.ts';

function checked(hash: string, key: string, time: number, next: string[] = [], count = 1): CheckedEntry {
  return {
    entry: {
      hash,
      key,
      next,
      clock: { id: key, time },
      id: '',
      payload: null,
      refs: [],
      v: 2,
      identity: `identity of ${key}`,
      sig: '',
    },
    bytes: new Uint8Array(),
    identityBytes: new Uint8Array(),
    batch: { v: 1, epoch: 1, validator: new Uint8Array(20), ballots: Array(count).fill({}) },
  };
}

const names = (entries: readonly CheckedEntry[]): string[] => entries.map(({ entry }) => entry.hash);

test('parents come first, whatever the order; what lacks a parent waits; an invented clock is refused', () => {
  const entries = [
    checked('late', 'x', 9, ['a']),
    checked('orphan', 'x', 2, ['nowhere']),
    checked('child of orphan', 'x', 3, ['orphan']),
    checked('b', 'x', 2, ['a']),
    checked('a', 'x', 1),
    checked('child of late', 'x', 10, ['late']),
  ];
  const { admitted, waiting, refused } = selectAdmissible(new EntryIndex(), entries);
  expect(names(admitted)).toEqual(['a', 'b']);
  expect(names(waiting)).toEqual(['orphan', 'child of orphan', 'child of late']);
  expect(names(refused)).toEqual(['late']);
});

const quotas = { logEntries: 100, logAttestations: 1_000, memberEntries: 3, memberAttestations: 20 };

test('one validator cannot fill the log, and others go on', () => {
  const flood = Array.from({ length: 50 }, (_, i) => checked(`f${String(i).padStart(2, '0')}`, 'flooder', 1));
  const heavy = checked('heavy', 'heavy', 1, [], 21);
  const honest = checked('honest', 'honest', 2, ['f00']);
  const { admitted, refused } = selectAdmissible(new EntryIndex(), [...flood, heavy, honest], quotas);
  expect(names(admitted)).toEqual(['f00', 'f01', 'f02', 'honest']);
  expect(refused).toHaveLength(48);
});

test('what another node let in comes along with the honest entry that builds on it', () => {
  const flood = Array.from({ length: 9 }, (_, i) =>
    checked(`f${i}`, 'flooder', i + 1, i === 0 ? [] : [`f${i - 1}`]),
  );
  const honest = checked('honest', 'honest', 6, ['f4']);
  const { admitted } = selectAdmissible(new EntryIndex(), [...flood, honest], quotas);
  expect(names(admitted)).toEqual(['f0', 'f1', 'f2', 'f3', 'f4', 'honest']);
});

test('a full log takes nothing more', () => {
  const many = Array.from({ length: 30 }, (_, i) => checked(`e${i}`, `key ${i}`, 1));
  const tight = { ...quotas, logEntries: 10 };
  expect(selectAdmissible(new EntryIndex(), many, tight).admitted).toHaveLength(10);
  const few = { ...quotas, logAttestations: 7 };
  expect(selectAdmissible(new EntryIndex(), many, few).admitted).toHaveLength(7);
});
