import { expect, test } from 'vitest';
import { clientOf, RateLimit } from './rate-limit.ts';

test('a burst passes, then as many as come back in time', () => {
  let now = 0;
  const rate = new RateLimit({ now: () => now, burst: 3, perSecond: 2 });
  expect([1, 2, 3, 4].map(() => rate.take('a'))).toEqual([0, 0, 0, 1]);
  expect(rate.take('b')).toBe(0);
  now = 500;
  expect([rate.take('a'), rate.take('a')]).toEqual([0, 1]);
  now = 1_000_000;
  expect([1, 2, 3, 4].map(() => rate.take('a'))).toEqual([0, 0, 0, 1]);
  // A clock that goes back gives nothing away.
  now = 0;
  expect(rate.take('a')).toBe(1);
});

test('many addresses take no more memory, and who keeps asking is not forgotten', () => {
  const rate = new RateLimit({ now: () => 0, burst: 1, perSecond: 1, addresses: 100 });
  expect(rate.take('flood')).toBe(0);
  for (let i = 0; i < 10_000; i++) {
    rate.take(`10.0.${i >> 8}.${i & 255}`);
    if (i % 50 === 0) expect(rate.take('flood')).toBe(1);
  }
  expect(rate.size).toBe(100);
});

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  [undefined, ''],
])('%s counts as %s', (remote, client) => {
  expect(clientOf(remote)).toBe(client);
});
