import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deepLinkSchema } from '../protocol/desktop/deep-link-schema.ts';
import { DESKTOP_VIEWS } from '../protocol/desktop/notice.ts';
import { linkAmong, parseDeepLink } from './deep-link.ts';

const join = (address: string) => `loam://network/join?descriptor=${encodeURIComponent(address)}`;

test.each(DESKTOP_VIEWS)('loam://%s opens that view', (view) => {
  expect(parseDeepLink(`loam://${view}`)).toEqual({ open: 'view', view });
  expect(parseDeepLink(`loam://${view}/`)).toEqual({ open: 'view', view });
});

test('a link to join carries an address and nothing else', () => {
  expect(parseDeepLink(join('https://example.org/net.json'))).toEqual({
    open: 'join',
    descriptor: 'https://example.org/net.json',
  });
  expect(parseDeepLink('loam://audit/version/3')).toEqual({ open: 'version', version: 3 });
  expect(parseDeepLink('loam://govern/proposal/91')).toEqual({ open: 'proposal', proposal: '91' });
});

test.each([
  '',
  'loam:',
  'loam://',
  'loam:chat',
  'LOAM://chat',
  'loam://Chat',
  'loam://shell',
  'loam://chat?x=1',
  'loam://chat#x',
  'loam://chat//',
  'loam://chat/..',
  'loam://user@chat',
  'loam://chat:80',
  'loam://chat\n',
  ' loam://chat',
  'loam://network/join',
  'loam://network/join?descriptor=',
  'loam://network/leave?descriptor=https%3A%2F%2Fexample.org',
  'loam://chat?descriptor=https%3A%2F%2Fexample.org',
  'loam://network/join/1?descriptor=https%3A%2F%2Fexample.org',
  'loam://network/join?descriptor=%E0%A4%A',
  join('http://example.org/net.json'),
  join('file:///etc/passwd'),
  join('javascript:alert(1)'),
  join('https://user:secret@example.org/'),
  join('https://example.org/a b'),
  join('https://example.org/"><script>'),
  join(`https://example.org/${'a'.repeat(3_000)}`),
  join(`https://example.org/${'/'.repeat(900)}`),
  `${join('https://example.org/')}&roles=validator`,
  'loam://audit/version/0',
  'loam://audit/version/1e3',
  'loam://audit/version/9999999',
  'loam://govern/proposal/01',
  'loam://govern/vote/1',
  'https://example.org/',
  'app://bundle/index.html',
])('%j is refused', (text) => {
  expect(parseDeepLink(text)).toBeNull();
});

test('whatever is thrown at it, it gives null or a link of the schema, and never more than it was given', () => {
  const pieces = fc.constantFrom(
    'loam://',
    'network',
    '/',
    'join',
    '?descriptor=',
    'https%3A%2F%2F',
    'a.b',
    '%',
    '..',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 12 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (link) => {
      const parsed = parseDeepLink(link);
      if (parsed === null) return;
      expect(deepLinkSchema.parse(parsed)).toEqual(parsed);
      expect(link.startsWith('loam://')).toBe(true);
      if (parsed.open === 'join') expect(new URL(parsed.descriptor).protocol).toBe('https:');
    }),
    { numRuns: 2_000 },
  );
});

test('the link among the words of a second start is found', () => {
  expect(linkAmong(['/usr/bin/loam', '--flag', 'loam://chat'])).toBe('loam://chat');
  expect(linkAmong(['/usr/bin/loam', 'loaming', 'https://loam:1/'])).toBeNull();
});
