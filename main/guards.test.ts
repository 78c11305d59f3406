import { expect, test } from 'vitest';
import { isAppUrl, isSafeExternal } from './app-url.ts';
import { ConnectGuard, type ConnectSender } from './connect-guard.ts';
import { MAX_CONNECTS_PER_MINUTE } from './limits.ts';
import { isPermissionAllowed, isWalletDevice } from './permissions.ts';
import { isRequestAllowed } from './request-guard.ts';

const FOREIGN = [
  'https://example.org/',
  'http://127.0.0.1:4000/',
  'file:///etc/passwd',
  'app://other/index.html',
  'app://bundle.example.org/',
  'app://user@bundle/index.html',
  'app2://bundle/index.html',
  'javascript:alert(1)',
  'data:text/html,hello',
  'about:blank',
  'blob:app://bundle/4c0f',
  'app:bundle',
  '',
  'bundle',
];

test('our own page is an app address', () => {
  expect(isAppUrl('app://bundle/index.html')).toBe(true);
  expect(isAppUrl('app://bundle/index.html#/learn')).toBe(true);
});

test.each(FOREIGN)('%j is no app address', (url) => {
  expect(isAppUrl(url)).toBe(false);
});

test.each([
  ['https://example.org/page?q=1#a', true],
  ['http://example.org/', false],
  ['https://user:secret@example.org/', false],
  ['https://user@example.org/', false],
  ['smb://host/share', false],
  ['file:///etc/passwd', false],
  ['mailto:someone@example.org', false],
  ['vscode://file/etc', false],
  ['app://bundle/index.html', false],
  ['javascript:alert(1)', false],
  ['', false],
])('%j may be opened outside: %j', (url, allowed) => {
  expect(isSafeExternal(url)).toBe(allowed);
});

test.each([
  'geolocation',
  'media',
  'notifications',
  'midi',
  'midiSysex',
  'pointerLock',
  'fullscreen',
  'openExternal',
  'clipboard-read',
  'display-capture',
  'window-management',
  'fileSystem',
  'serial',
  'usb',
  'idle-detection',
  'unknown',
])('the permission %s is denied to our own page', (permission) => {
  expect(isPermissionAllowed(permission, 'app://bundle/index.html', true)).toBe(false);
});

test('copying text is allowed to the main frame of our own page and to nobody else', () => {
  expect(isPermissionAllowed('clipboard-sanitized-write', 'app://bundle/index.html', true)).toBe(true);
  expect(isPermissionAllowed('clipboard-sanitized-write', 'app://bundle/index.html', false)).toBe(false);
  expect(isPermissionAllowed('clipboard-sanitized-write', 'https://example.org/', true)).toBe(false);
});

test('of all devices only hardware wallets are reached, and only by our own page', () => {
  const page = 'app://bundle/index.html';
  expect(isPermissionAllowed('hid', page, true)).toBe(true);
  expect(isPermissionAllowed('hid', page, false)).toBe(false);
  expect(isPermissionAllowed('hid', 'https://example.org/', true)).toBe(false);
  expect(isWalletDevice('hid', 'app://bundle', { vendorId: 0x2c97 })).toBe(true);
  expect(isWalletDevice('hid', 'app://bundle', { vendorId: 0x046d })).toBe(false);
  expect(isWalletDevice('hid', 'app://bundle', {})).toBe(false);
  expect(isWalletDevice('hid', 'https://example.org', { vendorId: 0x2c97 })).toBe(false);
  for (const type of ['usb', 'serial'])
    expect(isWalletDevice(type, 'app://bundle', { vendorId: 0x2c97 })).toBe(false);
});

test('the page may load its own files and nothing from a network', () => {
  expect(isRequestAllowed('app://bundle/assets/index.js')).toBe(true);
  expect(isRequestAllowed('data:image/png;base64,AA==')).toBe(true);
  for (const url of [
    'https://example.org/',
    'http://127.0.0.1/',
    'ws://127.0.0.1:1/',
    'file:///a',
    'data:text/html,a',
  ])
    expect(isRequestAllowed(url)).toBe(false);
});

const sender: ConnectSender = {
  id: 1,
  frameUrl: 'app://bundle/index.html',
  isMainFrame: true,
  ports: 1,
  payload: null,
};

test('the main frame of our own page is connected', () => {
  expect(new ConnectGuard(() => 0).check(sender)).toBeNull();
});

test.each<[string, Partial<ConnectSender>, string]>([
  ['a frame that is gone', { frameUrl: null }, 'no-frame'],
  ['a subframe', { isMainFrame: false }, 'not-main-frame'],
  ['no port', { ports: 0 }, 'bad-message'],
  ['two ports', { ports: 2 }, 'bad-message'],
  ['a payload', { payload: { run: 'this' } }, 'bad-message'],
  ...FOREIGN.map((frameUrl): [string, Partial<ConnectSender>, string] => [
    `a page at ${JSON.stringify(frameUrl)}`,
    { frameUrl },
    'foreign-page',
  ]),
])('%s is not connected', (_what, difference, refusal) => {
  expect(new ConnectGuard(() => 0).check({ ...sender, ...difference })).toBe(refusal);
});

test('a page that keeps asking is refused for the rest of the minute, others are not', () => {
  let now = 0;
  const guard = new ConnectGuard(() => now);
  for (let i = 0; i < MAX_CONNECTS_PER_MINUTE; i++) expect(guard.check(sender)).toBeNull();
  expect(guard.check(sender)).toBe('too-many');
  expect(guard.check({ ...sender, id: 2 })).toBeNull();
  now = 60_000;
  expect(guard.check(sender)).toBeNull();
});
