import { encodeErrorResult } from 'viem';
import { expect, test } from 'vitest';
import { contractErrorsAbi } from '../../protocol/generated/abis.ts';
import { explainRevert } from './explain-chain-error.ts';
import { REVERT_SENTENCES } from './revert-sentences.ts';

const names = [...new Set(contractErrorsAbi.map(({ name }) => name))];

test('every error of the contracts has a sentence, and every sentence an error', () => {
  expect(names.filter((name) => REVERT_SENTENCES[name] === undefined)).toEqual([]);
  expect(Object.keys(REVERT_SENTENCES).filter((name) => !names.includes(name as never))).toEqual([]);
});

test.each(contractErrorsAbi.map((error) => [error.name, error] as const))(
  '%s is told with its arguments in place',
  (name, error) => {
    const values: Record<string, unknown> = { string: 'x', bytes: '0x', address: `0x${'0a'.repeat(20)}` };
    const args = error.inputs.map(({ type }) => {
      const size = /^bytes(\d+)$/.exec(type)?.[1];
      if (size !== undefined) return `0x${'00'.repeat(Number(size))}`;
      return values[type] ?? (/^u?int(\d+)$/.exec(type) && Number(type.replace(/\D/g, '')) <= 48 ? 7 : 7n);
    });
    const explained = explainRevert(encodeErrorResult({ abi: [error], args } as never));
    expect(explained.code).toMatch(/^CHAIN_[A-Z0-9_]+$/);
    expect(explained.message).toMatch(/\.$/);
    expect(explained.message).not.toMatch(/[{}?]/);
    // Errors of one selector may name their arguments differently; all of them are there.
    expect(Object.keys(explained.data ?? {})).toHaveLength(1 + error.inputs.length);
    expect(explained.data).toMatchObject({ error: name });
  },
);
