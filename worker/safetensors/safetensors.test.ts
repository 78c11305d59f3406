import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { fromBfloat16Bits, fromFloat16Bits, toBfloat16Bits, toFloat16Bits } from './half-floats.ts';
import { readSafetensors, readSafetensorsFile, writeSafetensors } from './safetensors.ts';
import type { Tensor } from './tensor.ts';

const tensor = (shape: number[], values: number[], dtype: Tensor['dtype'] = 'F32'): Tensor => ({
  dtype,
  shape,
  data: Float32Array.from(values),
});

/** A file made by hand from a header string and data bytes. */
function file(header: string, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const json = new TextEncoder().encode(header);
  const out = new Uint8Array(8 + json.length + data.length);
  new DataView(out.buffer).setBigUint64(0, BigInt(json.length), true);
  out.set(json, 8);
  out.set(data, 8 + json.length);
  return out;
}

const codeOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof LoamError) return error.code;
    throw error;
  }
  return 'none';
};

const arbitraryFile = fc
  .dictionary(
    fc.stringMatching(/^[a-z._0-9]{1,20}$/),
    fc.record({
      dtype: fc.constantFrom<Tensor['dtype']>('F32', 'F16', 'BF16'),
      shape: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
      seed: fc.integer({ min: -1000, max: 1000 }),
    }),
    { maxKeys: 6 },
  )
  .map((entries) => {
    const tensors = new Map<string, Tensor>();
    for (const [name, { dtype, shape, seed }] of Object.entries(entries)) {
      const count = shape.reduce((product, size) => product * size, 1);
      // Multiples of 1/4 below 256 are exact in all three types.
      tensors.set(
        name,
        tensor(
          shape,
          Array.from({ length: count }, (_, i) => ((seed + i) % 64) / 4),
          dtype,
        ),
      );
    }
    return tensors;
  });

test('the bytes are the published format, whatever order the tensors came in', () => {
  const one = new Map([
    ['b', tensor([1], [2], 'F16')],
    ['a', tensor([2], [1, -1])],
  ]);
  const bytes = writeSafetensors(one, { metadata: { format: 'pt' } });
  const header =
    '{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F16","shape":[1],"data_offsets":[8,10]}}';
  const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
  expect(Buffer.from(bytes)).toEqual(
    Buffer.from(file(padded, Uint8Array.from([0, 0, 0x80, 0x3f, 0, 0, 0x80, 0xbf, 0, 0x40]))),
  );
  expect(
    writeSafetensors(new Map([...one].reverse()), {
      metadata: { format: 'pt' },
    }),
  ).toEqual(bytes);
});

test('what is written is read back, at any alignment', () => {
  fc.assert(
    fc.property(arbitraryFile, fc.integer({ min: 0, max: 7 }), (tensors, shift) => {
      const bytes = writeSafetensors(tensors, { metadata: { k: 'v' } });
      const moved = new Uint8Array(bytes.length + shift);
      moved.set(bytes, shift);
      const read = readSafetensorsFile(moved.subarray(shift));
      expect(read.metadata).toEqual({ k: 'v' });
      expect([...read.tensors].sort()).toEqual([...tensors].sort());
      expect(writeSafetensors(read.tensors, { metadata: read.metadata })).toEqual(bytes);
    }),
  );
});

test('junk is refused with a LoamError, never anything else', () => {
  fc.assert(
    fc.property(
      arbitraryFile,
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
        maxLength: 4,
      }),
      fc.nat(),
      (tensors, edits, cut) => {
        const bytes = writeSafetensors(tensors).slice();
        for (const [at, value] of edits) bytes[at % bytes.length] = value;
        const piece = cut % 2 === 0 ? bytes : bytes.subarray(0, cut % (bytes.length + 1));
        try {
          for (const { shape, data } of readSafetensors(piece).values()) {
            expect(data.length).toBe(shape.reduce((product, size) => product * size, 1));
          }
        } catch (error) {
          expect(error).toBeInstanceOf(LoamError);
        }
      },
    ),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(codeOf(() => readSafetensors(bytes))).toBe('SAFETENSORS_MALFORMED');
    }),
  );
});

test.each([
  ['a header longer than the file', new Uint8Array([255, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d])],
  ['a huge header length', new Uint8Array([0, 0, 0, 0, 0, 0, 0, 255, 0x7b, 0x7d])],
  ['an array', file('[]')],
  ['trailing bytes', file('{}', new Uint8Array(1))],
  ['a gap', file('{"a":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}', new Uint8Array(4))],
  [
    'an overlap',
    file(
      '{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}',
      new Uint8Array(4),
    ),
  ],
  [
    'offsets beyond the file',
    file('{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}', new Uint8Array(2)),
  ],
  [
    'offsets that do not fit the shape',
    file('{"a":{"dtype":"F16","shape":[3],"data_offsets":[0,4]}}', new Uint8Array(4)),
  ],
  ['a negative size', file('{"a":{"dtype":"F16","shape":[-1,-2],"data_offsets":[0,4]}}', new Uint8Array(4))],
  [
    'a fractional size',
    file('{"a":{"dtype":"F16","shape":[0.5,4],"data_offsets":[0,4]}}', new Uint8Array(4)),
  ],
  ['another element type', file('{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}', new Uint8Array(8))],
  ['an extra field', file('{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2],"x":1}}', new Uint8Array(2))],
  ['metadata that is not strings', file('{"__metadata__":{"a":1}}')],
  [
    'the same name twice with different data',
    file(
      '{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},"a":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}',
      new Uint8Array(4),
    ),
  ],
])('refuses %s', (_, bytes) => {
  expect(codeOf(() => readSafetensors(bytes))).toBe('SAFETENSORS_MALFORMED');
});

test('refuses to write what it would not read', () => {
  expect(codeOf(() => writeSafetensors(new Map([['a', tensor([3], [1, 2])]])))).toBe(
    'SAFETENSORS_UNWRITABLE',
  );
  expect(codeOf(() => writeSafetensors(new Map([['a b', tensor([1], [1])]])))).toBe('SAFETENSORS_UNWRITABLE');
  expect(codeOf(() => writeSafetensors(new Map([['__metadata__', tensor([1], [1])]])))).toBe(
    'SAFETENSORS_UNWRITABLE',
  );
});

test('half floats: every pattern survives, and rounding is to nearest, ties to even', () => {
  for (let bits = 0; bits < 65536; bits++) {
    const half = fromFloat16Bits(bits);
    if (Number.isNaN(half)) expect(Number.isNaN(fromFloat16Bits(toFloat16Bits(half)))).toBe(true);
    else if (toFloat16Bits(half) !== bits) expect(toFloat16Bits(half)).toBe(bits);
    const brain = fromBfloat16Bits(bits);
    if (Number.isNaN(brain)) expect(Number.isNaN(fromBfloat16Bits(toBfloat16Bits(brain)))).toBe(true);
    else if (toBfloat16Bits(brain) !== bits) expect(toBfloat16Bits(brain)).toBe(bits);
  }
  expect(
    [0, 1, -2, 65504, 65519.996, 65520, 2 ** -24, 2 ** -25, 2 ** -25 * 1.001, 1 / 3].map(toFloat16Bits),
  ).toEqual([0, 0x3c00, 0xc000, 0x7bff, 0x7bff, 0x7c00, 1, 0, 1, 0x3555]);
  // 2049 lies between 2048 and 2050, 2051 between 2050 and 2052: both go to the even mantissa.
  expect([2049, 2051].map((x) => fromFloat16Bits(toFloat16Bits(x)))).toEqual([2048, 2052]);
  expect([1, 1 + 2 ** -8, 1 + 3 * 2 ** -8].map((x) => fromBfloat16Bits(toBfloat16Bits(x)))).toEqual([
    1,
    1,
    1 + 2 ** -6,
  ]);
});

test('nearest half: no neighbour is closer', () => {
  fc.assert(
    fc.property(
      fc.float({
        noNaN: true,
        noDefaultInfinity: true,
        min: -60000,
        max: 60000,
      }),
      (value) => {
        const bits = toFloat16Bits(value);
        const error = Math.abs(fromFloat16Bits(bits) - value);
        for (const near of [bits - 1, bits + 1]) {
          if (near < 0 || (near & 0x7fff) > 0x7bff) continue;
          expect(error).toBeLessThanOrEqual(Math.abs(fromFloat16Bits(near) - value));
        }
      },
    ),
  );
});

test('every tensor owns its memory, also when the file came as a Node Buffer', () => {
  const bytes = Buffer.from(
    writeSafetensors(
      new Map([
        ['a', { dtype: 'F32', shape: [2], data: Float32Array.of(1, 2) }],
        ['b', { dtype: 'F32', shape: [1], data: Float32Array.of(3) }],
      ]),
    ),
  );
  const b = readSafetensors(bytes).get('b')?.data;
  bytes.fill(0);
  expect(b).toEqual(Float32Array.of(3));
});
