import { expect, test } from 'vitest';
import { drawPlaces } from './draw-places.ts';

test('places are drawn once each, in order, from the first to the last', () => {
  expect(drawPlaces(3, 24, () => 0)).toEqual([1, 2, 3]);
  expect(drawPlaces(3, 24, () => 0.999_999)).toEqual([22, 23, 24]);
  const seen = new Set<number>();
  for (let i = 0; i < 500; i++) {
    const places = drawPlaces(3, 24);
    expect(new Set(places).size).toBe(3);
    for (const place of places) seen.add(place);
  }
  expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
});
