import * as fc from 'fast-check';
import { bytesToHex } from 'viem';
import { expect, test } from 'vitest';
import { deriveSecrets, wordsOf } from '../keys/derive-secrets.ts';
import { redact } from './redact.ts';

const HOME = '/home/ada';

test('no secret comes through, wherever it stands in a text', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const around = fc.constantFrom('', ' ', '"', 'error: ', '{"key":"', '\n', ',');
  fc.assert(
    fc.property(bytes, around, around, (entropy, before, after) => {
      const { words = '', account, database, peer } = deriveSecrets(wordsOf(entropy));
      const secrets = [
        words,
        account,
        account.slice(2).toUpperCase(),
        database,
        peer,
        Buffer.from(entropy).toString('base64'),
        Buffer.from(entropy).toString('base64url'),
        `token=${Buffer.from(entropy.slice(0, 8)).toString('hex')}`,
        `https://ada:${bytesToHex(entropy).slice(2, 20)}@node.example/`,
      ];
      for (const secret of secrets) {
        const shown = redact(`${before}${secret}${after}`, HOME);
        expect(shown).not.toContain(secret);
        // Not half of it either.
        if (secret !== words) expect(shown).not.toContain(secret.slice(secret.length / 2));
        else for (const four of fours(words)) expect(shown).not.toContain(four);
      }
    }),
    { numRuns: 60 },
  );
});

const fours = (words: string) =>
  words
    .split(' ')
    .map((_, i, all) => all.slice(i, i + 4).join(' '))
    .filter((four) => four.split(' ').length === 4);

test('what a log is for stays', () => {
  const text =
    'epoch 12: 3 of 7 revealed by 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266, bundle bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi from 12D3KooWGjmYV8ePHSUVSJWmeUhcvrVGzEbUSHUqRDqPuPcQ9ZQ1 in /home/ada/loam';
  expect(redact(text, HOME)).toBe(text.replace(HOME, '~'));
  expect(redact(`transaction 0x${'ab'.repeat(32)} is in`, HOME)).toBe('transaction 0xabababab… is in');
});
