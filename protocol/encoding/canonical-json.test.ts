import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type JsonValue } from './canonical-json.ts';

test('sorts keys by code units and writes no white space', () => {
  expect(canonicalJson({ b: [1, 'x', null], a: { d: true, c: 1e21 }, é: 0.1, Z: '\n' })).toBe(
    '{"Z":"\\n","a":{"c":1e+21,"d":true},"b":[1,"x",null],"é":0.1}',
  );
});

test('leaves undefined members out', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, -0])('refuses %s', (n) => {
  expect(() => canonicalJson([n])).toThrow(expect.objectContaining({ code: 'ENCODING_NUMBER' }));
});

test('refuses half a surrogate pair', () => {
  expect(() => canonicalJson('\ud800')).toThrow(expect.objectContaining({ code: 'ENCODING_STRING' }));
  expect(canonicalJson('😀')).toBe('"😀"');
});

test('reads back as the same value and does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain = JSON.parse(JSON.stringify(value).replaceAll('-0', '0')) as JsonValue;
      const text = canonicalJson(plain);
      expect(JSON.parse(text)).toEqual(plain);
      expect(canonicalJson(reversed(plain))).toBe(text);
    }),
  );
});

function reversed(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(reversed);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, reversed(v as JsonValue)]),
  );
}
