import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { callNode } from './hosts/call-node.ts';
import { type ServedApp, serveApp, startChromium } from './hosts/open-in-browser.ts';

test.describe.configure({ mode: 'default' });

let served: ServedApp;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** Another program's page on the same computer, open in the same browser. */
let other: Server;
let otherUrl = '';

test.beforeAll(async () => {
  served = await serveApp();
  browser = await startChromium(['--host-resolver-rules=MAP rebound.example 127.0.0.1']);
  context = await browser.newContext();
  page = await context.newPage();
  await page.goto(served.link);
  other = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<h1>other</h1>');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
});
test.afterAll(async () => {
  await browser?.close();
  other?.close();
  await served?.stop();
});

test('the link leads to the page, keeps nothing of itself in the address, and the page reaches its node', async () => {
  expect(page.url()).toBe(`${served.origin}/`);
  expect(await callNode(page, 'system/status')).toMatchObject({ host: 'browser' });
  const [cookie, ...more] = await context.cookies();
  expect(more).toEqual([]);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('a reload keeps the session, the link opens no second one', async () => {
  await page.reload();
  expect(await callNode(page, 'system/status')).toMatchObject({ host: 'browser' });
  const stranger = await (await browser.newContext()).newPage();
  expect((await stranger.goto(served.link))?.status()).toBe(401);
  expect((await stranger.goto(served.origin))?.status()).toBe(401);
  await stranger.context().close();
});

test('nothing inline runs and nothing elsewhere is reached', async () => {
  const outcome = await page.evaluate(async (url) => {
    const blocked: string[] = [];
    addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'globalThis.injected = true';
    document.body.append(script);
    script.remove();
    const tried = await fetch(url).then(
      () => 'fetched',
      () => 'refused',
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { tried, injected: 'injected' in globalThis, blocked };
  }, otherUrl);
  expect(outcome).toEqual({ tried: 'refused', injected: false, blocked: ['script-src-elem', 'connect-src'] });
});

test('another page in the same browser gets no connection, no file and no frame', async () => {
  const neighbour = await context.newPage();
  await neighbour.goto(otherUrl);
  const outcome = await neighbour.evaluate(async (origin) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`);
    const opened = await new Promise((resolve) => {
      socket.onopen = () => resolve('opened');
      socket.onerror = () => resolve('refused');
    });
    const fetched = await fetch(origin, { credentials: 'include' }).then(
      () => 'fetched',
      () => 'refused',
    );
    const frame = document.createElement('iframe');
    frame.src = origin;
    const loaded = new Promise((resolve) => {
      frame.onload = resolve;
    });
    document.body.append(frame);
    await loaded;
    return { opened, fetched };
  }, served.origin);
  expect(outcome).toEqual({ opened: 'refused', fetched: 'refused' });
  const [, frame] = neighbour.frames();
  expect(frame?.url()).not.toBe(`${served.origin}/`);
  await neighbour.close();
});

test('a name that was made to point at this computer is refused', async () => {
  const rebound = await context.newPage();
  const { port } = new URL(served.origin);
  expect((await rebound.goto(`http://rebound.example:${port}/`))?.status()).toBe(421);
  const opened = await rebound
    .evaluate(
      (url) =>
        new Promise((resolve) => {
          const socket = new WebSocket(url);
          socket.onopen = () => resolve('opened');
          socket.onerror = () => resolve('refused');
        }),
      `ws://rebound.example:${port}/rpc`,
    )
    .catch(() => 'refused');
  expect(opened).toBe('refused');
  await rebound.close();
});
