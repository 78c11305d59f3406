import { expect, test } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { contentTypeOf } from './content-type-of.ts';
import { pageHeaders } from './page-headers.ts';

test('the policy starts from nothing and has no wildcard, nothing inline, nothing evaluated', () => {
  const policy = contentSecurityPolicy();
  expect(policy).toMatch(/^default-src 'none';/);
  expect(policy).not.toMatch(/unsafe|\*|https?:|blob:/);
  for (const directive of ['frame-ancestors', 'base-uri', 'form-action', 'object-src', 'frame-src']) {
    expect(policy).toContain(`${directive} 'none'`);
  }
});

test('only the connections named are added', () => {
  expect(contentSecurityPolicy(['ws://127.0.0.1:4000'])).toContain("connect-src 'self' ws://127.0.0.1:4000;");
});

test('every file goes out with its type fixed', () => {
  expect(pageHeaders('text/css')).toMatchObject({
    'content-type': 'text/css',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  });
});

test('types go by the file name', () => {
  expect(contentTypeOf('index.html')).toBe('text/html; charset=utf-8');
  expect(contentTypeOf('assets/a.b.JS')).toBe('text/javascript; charset=utf-8');
  expect(contentTypeOf('assets/font.woff2')).toBe('font/woff2');
  expect(contentTypeOf('noextension')).toBe('application/octet-stream');
  expect(contentTypeOf('a.constructor')).toBe('application/octet-stream');
});
