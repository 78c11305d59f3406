import type { IncomingHttpHeaders } from 'node:http';
import type { SessionStore } from './session-store.ts';

/** What this server answers to: `127.0.0.1:<port>` and nothing that merely resolves to it. */
export interface ServerAddress {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Cookies know no ports, so the name has the port in it. */
  readonly cookie: string;
}

/** The address of the server on a port of the loopback interface. */
export function serverAddress(port: number): ServerAddress {
  const host = `127.0.0.1:${port}`;
  return { host, origin: `http://${host}`, cookie: `loam-${port}` };
}

/** Why a request was refused: a status and a sentence for whoever sees it in a browser. */
export interface Refusal {
  readonly status: 401 | 403 | 421;
  readonly sentence: string;
}

const WRONG_HOST: Refusal = {
  status: 421,
  sentence: 'This server answers only to the address that it printed.',
};
const NO_SESSION: Refusal = {
  status: 401,
  sentence: 'Open the link that Loam printed in the terminal. It works once; start Loam again for a new one.',
};
const FOREIGN: Refusal = { status: 403, sentence: 'Another page may not talk to this server.' };

/**
 * Refuses a request whose `Host` is not ours. A page elsewhere whose name was made to point at this computer
 * (DNS rebinding) still sends its own name.
 */
export function refuseHost(headers: IncomingHttpHeaders, address: ServerAddress): Refusal | null {
  return headers.host === address.host ? null : WRONG_HOST;
}

/** Refuses a request without an open session. */
export function refuseStranger(
  headers: IncomingHttpHeaders,
  address: ServerAddress,
  sessions: SessionStore,
): Refusal | null {
  const secrets = cookieValues(headers.cookie, address.cookie);
  return secrets.some((secret) => sessions.has(secret)) ? null : NO_SESSION;
}

/** Refuses a WebSocket that our own page did not open. Browsers always send an Origin with it. */
export function refuseOrigin(headers: IncomingHttpHeaders, address: ServerAddress): Refusal | null {
  return headers.origin === address.origin ? null : FOREIGN;
}

/** Refuses what a page elsewhere embeds or fetches; links and typed addresses are navigations and pass. */
export function refuseEmbedding(headers: IncomingHttpHeaders): Refusal | null {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return null;
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
    ? null
    : FOREIGN;
}

/** Values of every cookie of this name in a `Cookie` header; another program on the computer may have set one too. */
function cookieValues(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
    .slice(0, 4);
}
