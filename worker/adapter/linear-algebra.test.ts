import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Matrix, multiply, transpose, zeros } from './matrix.ts';
import { qr } from './qr.ts';
import { svd } from './svd.ts';
import { distance } from './test-adapters.ts';

const number = fc.oneof(fc.constant(0), fc.double({ min: -100, max: 100, noNaN: true }));
const matrix = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([rows, columns]) =>
    fc
      .array(number, { minLength: rows * columns, maxLength: rows * columns })
      .map((data): Matrix => ({ rows, columns, data: Float64Array.from(data) })),
  );

const norm = (m: Matrix): number => distance(m, zeros(m.rows, m.columns));
const identity = (size: number): Matrix => {
  const m = zeros(size, size);
  for (let i = 0; i < size; i++) m.data[i * size + i] = 1;
  return m;
};
/** A matrix of the given rank. */
const ofRank = (m: Matrix): Matrix => multiply(m, transpose(m));

test('qr: the factors give the matrix back, q has orthonormal columns, r is triangular', () => {
  fc.assert(
    fc.property(matrix, (m) => {
      const { q, r } = qr(m);
      expect(distance(multiply(q, r), m)).toBeLessThanOrEqual(1e-12 * (1 + norm(m)));
      expect(distance(multiply(transpose(q), q), identity(q.columns))).toBeLessThan(1e-12);
      for (let i = 0; i < r.rows; i++) for (let j = 0; j < i; j++) expect(r.data[i * r.columns + j]).toBe(0);
    }),
  );
});

test('svd: the factors give the matrix back, also of lower rank, and values descend', () => {
  fc.assert(
    fc.property(fc.oneof(matrix, matrix.map(ofRank)), (m) => {
      const { u, values, v } = svd(m);
      const scaled: Matrix = {
        ...u,
        data: u.data.map((value, i) => value * (values[i % u.columns] as number)),
      };
      expect(distance(multiply(scaled, transpose(v)), m)).toBeLessThanOrEqual(1e-11 * (1 + norm(m)));
      values.forEach((value, i) => {
        expect(value).toBeLessThanOrEqual(values[i - 1] ?? Number.POSITIVE_INFINITY);
      });
      const most = values[0] as number;
      const full = values.every((value) => value > 1e-6 * most);
      if (full && most > 0) {
        expect(distance(multiply(transpose(u), u), identity(u.columns))).toBeLessThan(1e-6);
        expect(distance(multiply(transpose(v), v), identity(v.columns))).toBeLessThan(1e-6);
      }
    }),
  );
});

test('svd: known values', () => {
  const m: Matrix = { rows: 2, columns: 2, data: Float64Array.from([3, 0, 4, 5]) };
  const { values } = svd(m);
  expect(values[0]).toBeCloseTo(Math.sqrt(45), 12);
  expect(values[1]).toBeCloseTo(Math.sqrt(5), 12);
});
