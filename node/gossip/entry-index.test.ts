import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EntryIndex, type IndexedEntry } from './entry-index.ts';

function entry(hash: string, time: number, next: string[], key = 'k'): IndexedEntry {
  return { hash, time, next, key, identity: 'i', count: 1 };
}

function chain(length: number): EntryIndex {
  const index = new EntryIndex();
  for (let i = 0; i < length; i += 1) index.add(entry(`h${i}`, i + 1, i === 0 ? [] : [`h${i - 1}`]));
  return index;
}

test('heads, order and tallies follow what was added, in any order of arrival', () => {
  const index = new EntryIndex();
  index.add(entry('b', 1, [], 'y'));
  index.add(entry('a', 1, [], 'x'));
  index.add(entry('c', 2, ['a', 'b'], 'x'));
  index.add(entry('d', 2, ['a'], 'y'));
  index.add(entry('d', 2, ['a'], 'y'));
  expect(index.heads().map(({ hash }) => hash)).toEqual(['d', 'c']);
  expect(index.ordered().map(({ hash }) => hash)).toEqual(['a', 'b', 'c', 'd']);
  expect(index.tally('x')).toEqual({ entries: 2, attestations: 2 });
  expect(index.tally('z')).toEqual({ entries: 0, attestations: 0 });
  expect([index.size, index.attestations]).toEqual([4, 4]);
});

test('what a peer lacks follows from a few hashes, and from none it lacks everything', () => {
  const index = chain(1_000);
  expect(index.missing(['h999'])).toEqual([]);
  expect(index.missing(['h989', 'unknown']).map(({ hash }) => hash)).toEqual(
    Array.from({ length: 10 }, (_, i) => `h${990 + i}`),
  );
  expect(index.missing(['unknown'])).toHaveLength(1_000);
});

test('a few hashes reach back to the beginning of a long log', () => {
  const known = chain(10_000).known(96);
  expect(known.length).toBeLessThanOrEqual(96);
  expect(known[0]).toBe('h9999');
  // A peer that split off anywhere resends at most about as much as is missing.
  for (const shared of [10, 500, 5_000, 9_900]) {
    const theirs = chain(shared);
    const back = 10_000 - shared;
    expect(theirs.missing(known).length).toBeLessThanOrEqual(back * 2);
  }
});

test('whatever two logs share, exchanging what is missing makes them equal', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 0, max: 2 })), { maxLength: 60 }),
      (steps) => {
        const [a, b] = [new EntryIndex(), new EntryIndex()];
        steps.forEach(([first, second, side], at) => {
          const all = (side === 1 ? b : a).ordered().filter(({ hash }) => side !== 2 || b.has(hash));
          const next = [
            ...new Set([first, second].map((n) => all[n % Math.max(1, all.length)]?.hash)),
          ].filter((hash) => hash !== undefined);
          const times = next.map((hash) => all.find((e) => e.hash === hash)?.time ?? 0);
          const made = entry(`e${at}`, Math.max(0, ...times) + 1, next);
          if (side !== 1) a.add(made);
          if (side !== 0) b.add(made);
        });
        for (const sent of a.missing(b.known(96))) b.add(sent);
        for (const sent of b.missing(a.known(96))) a.add(sent);
        expect(a.ordered()).toEqual(b.ordered());
        expect(a.heads()).toEqual(b.heads());
      },
    ),
    { numRuns: 200 },
  );
});
