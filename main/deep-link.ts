import { type DeepLink, deepLinkSchema } from '../protocol/desktop/deep-link-schema.ts';
import { MAX_DEEP_LINK_CHARS } from '../protocol/desktop/limits.ts';
import { DESKTOP_VIEWS } from '../protocol/desktop/notice.ts';

/** Scheme of the links that open Loam. */
export const LINK_SCHEME = 'loam';

/** Only characters that a link of ours needs: nothing to decode twice, no quotes, no white space. */
const SHAPE =
  /^loam:\/\/([a-z]{1,16})(?:\/([a-z]{1,16}))?(?:\/([0-9]{1,78}))?(?:\?descriptor=([\w.~:/%-]+))?$/;

/**
 * Reads a `loam://` link; null for everything that is not exactly one of ours. The forms:
 * `loam://<view>`, `loam://network/join?descriptor=<https address, percent-encoded>`, `loam://audit/version/<number>`,
 * `loam://govern/proposal/<number>`. One slash at the end is forgiven, because browsers add it.
 */
export function parseDeepLink(text: string): DeepLink | null {
  if (text.length > MAX_DEEP_LINK_CHARS) return null;
  const match = SHAPE.exec(text.replace(/^(loam:\/\/[a-z]{1,16})\/$/, '$1'));
  if (match === null) return null;
  const [, view = '', what, number, descriptor] = match;
  const parsed = deepLinkSchema.safeParse(meaningOf({ view, what, number, descriptor }));
  if (!parsed.success) return null;
  return parsed.data.open === 'join' && !isPlainHttps(parsed.data.descriptor) ? null : parsed.data;
}

interface Parts {
  readonly view: string;
  readonly what: string | undefined;
  readonly number: string | undefined;
  readonly descriptor: string | undefined;
}

function meaningOf({ view, what, number, descriptor }: Parts): unknown {
  const isView = DESKTOP_VIEWS.some((known) => known === view);
  if (descriptor !== undefined) {
    const isJoin = view === 'network' && what === 'join' && number === undefined;
    return isJoin ? { open: 'join', descriptor: decode(descriptor) } : null;
  }
  if (what === undefined) return isView && number === undefined ? { open: 'view', view } : null;
  if (number === undefined) return null;
  if (view === 'audit' && what === 'version') return { open: 'version', version: Number(number) };
  if (view === 'govern' && what === 'proposal') return { open: 'proposal', proposal: number };
  return null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** No credentials in it, no odd characters, and a name or address to ask. */
function isPlainHttps(text: string): boolean {
  if (!URL.canParse(text) || /[\s"'<>\\^`{|}]/.test(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  return protocol === 'https:' && hostname !== '' && username === '' && password === '';
}

/** The link among a program's arguments, as Windows and Linux hand it over; null when there is none. */
export function linkAmong(words: readonly string[]): string | null {
  return words.find((word) => word.toLowerCase().startsWith(`${LINK_SCHEME}:`)) ?? null;
}
