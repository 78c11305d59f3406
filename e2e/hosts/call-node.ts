import type { Page } from '@playwright/test';

/**
 * Calls a procedure of the node from inside the page, over a connection of its own: what the views show can be
 * held against what the node knows, in both hosts.
 * @param path for example `system/status`; procedures that answer once, not streams
 * @throws Error when the node refuses or does not answer within ten seconds
 */
export function callNode(page: Page, path: string, input?: unknown): Promise<unknown> {
  return call(page, 'loam:connect', path, input);
}

/** Calls a procedure of the desktop shell in the same way; there is none in a browser. */
export function callDesktop(page: Page, path: string, input?: unknown): Promise<unknown> {
  return call(page, 'loam:desktop', path, input);
}

async function call(page: Page, channel: string, path: string, input: unknown): Promise<unknown> {
  const request = JSON.stringify({
    i: '1',
    p: { u: `/${path}`, b: input === undefined ? {} : { json: input } },
  });
  const answer = await page.evaluate(
    ({ message, channel }) =>
      new Promise<string>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('The node did not answer.')), 10_000);
        const heard = (data: unknown) => {
          clearTimeout(late);
          resolve(String(data));
        };
        if ('loamHost' in window) {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = (event) => heard(event.data);
          window.postMessage(channel, '*', [port2]);
          port1.postMessage(message);
        } else {
          const socket = new WebSocket(`ws://${location.host}/rpc`);
          socket.onopen = () => socket.send(message);
          socket.onerror = () => reject(new Error('The connection was refused.'));
          socket.onmessage = (event) => {
            heard(event.data);
            socket.close();
          };
        }
      }),
    { message: request, channel },
  );
  const { p } = JSON.parse(answer) as { p: { s?: number; b?: { json?: unknown } } };
  if (p.s !== undefined && p.s >= 400) throw new Error(`${path}: ${JSON.stringify(p.b)}`);
  return p.b?.json;
}
