import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pagePath } from './page-path.ts';

test('names the files that the build produces', () => {
  expect(pagePath('/')).toBe('index.html');
  expect(pagePath('/index.html')).toBe('index.html');
  expect(pagePath('/assets/index-B3x_9-a.js')).toBe('assets/index-B3x_9-a.js');
  expect(pagePath('/assets/inter-latin%2Dwght.woff2')).toBe('assets/inter-latin-wght.woff2');
});

test.each([
  '',
  'index.html',
  '//etc/passwd',
  '/../secret',
  '/assets/../../secret',
  '/%2e%2e/secret',
  '/%2e%2e%2fsecret',
  '/..%5csecret',
  '/..\\secret',
  '/C:/windows/win.ini',
  '/assets%2f..%2f..%2fsecret',
  '/.git/config',
  '/assets/.env',
  '/a%00.html',
  '/%ff',
  '/%',
  '/assets/',
  '/a b',
  `/${'a'.repeat(200)}`,
])('refuses %j', (path) => {
  expect(pagePath(path)).toBeNull();
});

test('whatever is let through stays inside the folder', () => {
  const part = fc.oneof(
    fc.constantFrom('..', '.', '%2e%2e', '%2f', '\\', '%5c', '%00', ':', '/', 'a', 'assets', '.js', '%25'),
    fc.string({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const path = pagePath(`/${parts.join('')}`);
      if (path === null) return;
      const url = new URL(path, 'file:///root/page/');
      expect(url.href).toBe(`file:///root/page/${path}`);
      expect(path).not.toMatch(/(^|\/)\.|\\|:|%|\0/);
    }),
    { numRuns: 500 },
  );
});
