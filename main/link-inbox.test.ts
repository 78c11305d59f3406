import { expect, test } from 'vitest';
import { MAX_LINKS_PER_MINUTE, MAX_WAITING_LINKS } from './limits.ts';
import { LinkInbox } from './link-inbox.ts';

function inbox() {
  let now = 0;
  const lines: string[] = [];
  const made = new LinkInbox(
    () => now,
    (line) => lines.push(line),
  );
  return { inbox: made, lines, wait: (ms: number) => (now += ms) };
}

async function read(from: LinkInbox, count: number): Promise<unknown[]> {
  const leave = new AbortController();
  const links: unknown[] = [];
  for await (const link of from.read(leave.signal)) {
    links.push(link);
    if (links.length === count) leave.abort();
  }
  return links;
}

test('a link waits for a page and is read once', async () => {
  const { inbox: links } = inbox();
  expect(links.take('loam://audit')).toBe(true);
  expect(await read(links, 1)).toEqual([{ open: 'view', view: 'audit' }]);
  const later = read(links, 1);
  links.take('loam://govern/proposal/4');
  expect(await later).toEqual([{ open: 'proposal', proposal: '4' }]);
});

test('a stranger’s link is refused, and its text is not logged', () => {
  const { inbox: links, lines } = inbox();
  expect(links.take('loam://audit\u001b[2Jsecret')).toBe(false);
  expect(lines.join()).not.toContain('secret');
  expect(lines).toHaveLength(1);
});

test('a flood of links is refused for the rest of the minute, and the newest few are kept', async () => {
  const { inbox: links, wait } = inbox();
  for (let i = 1; i <= MAX_LINKS_PER_MINUTE; i++) expect(links.take(`loam://audit/version/${i}`)).toBe(true);
  expect(links.take('loam://chat')).toBe(false);
  expect(await read(links, MAX_WAITING_LINKS)).toHaveLength(MAX_WAITING_LINKS);
  wait(60_000);
  expect(links.take('loam://chat')).toBe(true);
});
