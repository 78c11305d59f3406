import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ropeTables } from './rope-tables.ts';

test.each([
  { theta: 10_000, headDim: 32, positions: 2048 },
  { theta: 500_000, headDim: 64, positions: 8192 },
  { theta: 1, headDim: 2, positions: 131_072 },
])('the tables are the right cosines and sines (%o)', ({ theta, headDim, positions }) => {
  const { cos, sin } = ropeTables({ positions, headDim, theta });
  let worst = 0;
  for (let i = 0; i < cos.length; i++) {
    const angle = Math.floor(i / (headDim / 2)) * theta ** (-(i % (headDim / 2)) / (headDim / 2));
    worst = Math.max(
      worst,
      Math.abs((cos[i] as number) - Math.cos(angle)),
      Math.abs((sin[i] as number) - Math.sin(angle)),
    );
  }
  expect(worst).toBeLessThan(6.1e-8);
});

test('the bytes never change: verdicts are signed over results that depend on them', () => {
  const { cos, sin } = ropeTables({ positions: 512, headDim: 32, theta: 10_000 });
  const digest = createHash('sha256')
    .update(new Uint8Array(cos.buffer))
    .update(new Uint8Array(sin.buffer))
    .digest('hex');
  expect(digest).toBe('d625a6a1e303dc86be08f8eeeafba039a747073dc9236970ac7d114754b0989c');
});
