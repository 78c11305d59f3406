import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../protocol/page/content-security-policy.ts';
import { appProtocolHandler } from './app-protocol.ts';

let folder = '';
let handle: ReturnType<typeof appProtocolHandler>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loam-page-'));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'page', 'index.html'), '<h1>page</h1>');
  writeFileSync(join(folder, 'page', 'assets', 'a.js'), 'export {};');
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'page', 'link.txt'));
  handle = appProtocolHandler(join(folder, 'page'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (url: string, method = 'GET') => handle({ url, method });

test('serves the page with its policy', async () => {
  const response = await get('app://bundle/');
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('<h1>page</h1>');
  expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy());
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
});

test('serves scripts as scripts', async () => {
  const response = await get('app://bundle/assets/a.js?x#y');
  expect(await response.text()).toBe('export {};');
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

test.each([
  ['app://other/index.html', 403],
  ['app://bundle/..%2fsecret.txt', 403],
  ['app://bundle/%2e%2e%5csecret.txt', 403],
  ['app://bundle/assets/', 403],
  ['app://bundle/link.txt', 403],
  ['app://bundle/missing.js', 404],
  ['app://bundle/assets', 404],
])('%s is refused with %i', async (url, status) => {
  const response = await get(url);
  expect(response.status).toBe(status);
  expect(await response.text()).not.toContain('secret');
  expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy());
});

test('nothing but GET', async () => {
  expect((await get('app://bundle/', 'POST')).status).toBe(405);
});
