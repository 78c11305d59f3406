import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import type { AppUnderTest } from './hosts/app-under-test.ts';
import { openInElectron } from './hosts/open-in-electron.ts';

test.describe.configure({ mode: 'default' });

let app: AppUnderTest;
let page: Page;
let electron: ElectronApplication;
/** A server that the page could reach if anything let it. */
let target: Server;
let targetUrl = '';
let hits: string[] = [];

test.beforeAll(async () => {
  target = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.end('<h1>elsewhere</h1>');
  });
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  targetUrl = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
  app = await openInElectron();
  page = app.page;
  if (app.electron === null) throw new Error('This is not Electron.');
  electron = app.electron;
  await page.waitForLoadState('load');
});
test.afterAll(async () => {
  await app?.close();
  target?.close();
});
test.beforeEach(() => {
  hits = [];
});

test('every window is a sandboxed page without Node, as the running app has it', async () => {
  const preferences = await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) =>
      (
        webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences(),
    ),
  );
  expect(preferences).toHaveLength(1);
  for (const preference of preferences) {
    expect(preference).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
    });
    expect(preference.nodeIntegrationInWorker ?? false).toBe(false);
  }
});

test('the operating system holds the renderer in its sandbox', async () => {
  const pid = await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  expect(status).toMatch(/^Seccomp:\s+2$/m);
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
});

test('the page has the bridge and nothing of Node or Electron', async () => {
  const seen = await page.evaluate(() => {
    const all = globalThis as unknown as Record<string, unknown>;
    return {
      host: all.loamHost,
      frozen: Object.isFrozen(all.loamHost),
      node: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in all),
    };
  });
  expect(seen).toEqual({ host: { kind: 'electron' }, frozen: true, node: [] });
});

test('nothing inline or evaluated runs', async () => {
  const outcome = await page.evaluate(async () => {
    const all = globalThis as unknown as Record<string, unknown>;
    const violation = new Promise<string>((resolve) => {
      addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true,
      });
    });
    const script = document.createElement('script');
    script.textContent = 'globalThis.injected = true';
    document.body.append(script);
    script.remove();
    return { injected: all.injected, directive: await violation };
  });
  expect(outcome).toEqual({ injected: undefined, directive: 'script-src-elem' });
  const evaluated = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.blockedURI), { once: true });
        setTimeout('globalThis.evaluated = true', 0);
      }),
  );
  expect(evaluated).toBe('eval');
});

test('the page reaches nothing on a network that is there', async () => {
  const outcome = await page.evaluate(async (url) => {
    const blocked: string[] = [];
    addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
    const tried = await fetch(`${url}/fetch`).then(
      () => 'fetched',
      () => 'refused',
    );
    const image = new Image();
    image.src = `${url}/image`;
    const frame = document.createElement('iframe');
    frame.src = `${url}/frame`;
    document.body.append(frame);
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = `${url}/style`;
    document.head.append(style);
    navigator.sendBeacon(`${url}/beacon`, 'x');
    let socket = 'opened';
    try {
      const opened = new WebSocket(`${url.replace('http', 'ws')}/socket`);
      socket = await new Promise((resolve) => {
        opened.onerror = () => resolve('refused');
        opened.onopen = () => resolve('opened');
      });
    } catch {
      socket = 'refused';
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const element of [frame, style]) element.remove();
    return { tried, socket, blocked: [...new Set(blocked)].sort() };
  }, targetUrl);
  expect(outcome.tried).toBe('refused');
  expect(outcome.socket).toBe('refused');
  expect(outcome.blocked).toEqual(['connect-src', 'frame-src', 'img-src', 'style-src-elem']);
  expect(hits).toEqual([]);
});

test('without its policy the page still reaches nothing', async () => {
  const outcome = await electron.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    await window.loadURL('data:text/html,plain').catch(() => {});
    const tried = await window.webContents.executeJavaScript(
      `fetch('${url}/fetch', { mode: 'no-cors' }).then(() => 'fetched', () => 'refused')`,
    );
    window.destroy();
    return tried;
  }, targetUrl);
  expect(outcome).toBe('refused');
  expect(hits).toEqual([]);
});

test('no window opens and no navigation leaves the page', async () => {
  const before = 'app://bundle/index.html';
  expect(page.url().split('#')[0]).toBe(before);
  expect(await page.evaluate((url) => window.open(`${url}/open`) === null, targetUrl)).toBe(true);
  for (const url of [
    `${targetUrl}/navigate`,
    'file:///etc/passwd',
    'app://other/index.html',
    'about:blank#a',
  ]) {
    await page.evaluate((to) => {
      location.href = to;
    }, url);
    await page.waitForTimeout(300);
    expect(page.url().split('#')[0]).toBe(before);
  }
  await page.evaluate((url) => {
    const form = document.createElement('form');
    form.action = `${url}/form`;
    form.method = 'post';
    document.body.append(form);
    form.submit();
    form.remove();
  }, targetUrl);
  await page.waitForTimeout(300);
  expect(page.url().split('#')[0]).toBe(before);
  expect(hits).toEqual([]);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a page that a script emptied comes back', async () => {
  await page.evaluate(() => {
    location.href = 'about:blank';
  });
  await page.waitForURL('about:blank');
  await page.waitForURL(/^app:\/\/bundle\/index\.html/);
});

test('every permission is denied', async () => {
  const answers = await page.evaluate(async () => {
    const no = (error: unknown) => (error as Error).name;
    return {
      notification: await Notification.requestPermission(),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', no),
      microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', no),
      screen: await navigator.mediaDevices.getDisplayMedia().then(() => 'granted', no),
      clipboard: await navigator.clipboard.readText().then(() => 'granted', no),
      place: await new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          (error) => resolve(error.code),
        );
      }),
    };
  });
  expect(answers.notification).toBe('denied');
  expect(answers.place).toBe(1);
  for (const answer of [answers.camera, answers.microphone, answers.clipboard, answers.screen])
    expect(answer).toMatch(/^(NotAllowedError|NotFoundError|NotSupportedError|InvalidStateError)$/);
});

test('the page may ask for a hardware wallet, and sees no other device', async () => {
  const answers = await page.evaluate(async () => {
    const { hid } = navigator as unknown as {
      hid: {
        requestDevice(wanted: { filters: object[] }): Promise<unknown[]>;
        getDevices(): Promise<unknown[]>;
      };
    };
    return [await hid.requestDevice({ filters: [] }), await hid.getDevices()];
  });
  expect(answers).toEqual([[], []]);
  const others = await page.evaluate(async () => {
    const { usb, serial } = navigator as unknown as Record<
      string,
      { getDevices?(): Promise<unknown>; getPorts?(): Promise<unknown> }
    >;
    const no = (error: unknown) => (error as Error).name;
    return [
      await usb?.getDevices?.().then(() => 'allowed', no),
      await serial?.getPorts?.().then(() => 'allowed', no),
    ];
  });
  expect(others).toEqual(['SecurityError', 'SecurityError']);
});

test('files outside the page are not served', async () => {
  const statuses = await page.evaluate(() =>
    Promise.all(
      ['/..%2fmain%2fmain.js', '/%2e%2e/main/main.js', '/..%5cmain%5cmain.js', '/missing.js', '/.hidden'].map(
        async (path) => (await fetch(path)).status,
      ),
    ),
  );
  expect(statuses).toEqual([403, 404, 403, 404, 403]);
});
