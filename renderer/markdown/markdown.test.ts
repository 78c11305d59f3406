import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { MarkdownBlock } from './markdown-block.tsx';
import { safeAddress } from './outside-link.tsx';
import { splitBlocks } from './split-blocks.ts';

/** Milliseconds that drawing one hostile block may take on a busy machine. */
const DRAWN_MS = 20_000;

function draw(text: string): string {
  return splitBlocks(text)
    .map((block) => renderToStaticMarkup(createElement(MarkdownBlock, { text: block })))
    .join('');
}

test('markdown becomes what it says', () => {
  const html = draw(
    '# Title\n\nSome *text* and `code`.\n\n- one\n- [x] two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nconst a = 1;\n```\n\n$$\nx^2\n$$\n\nand $y_1$.',
  );
  expect(html).toContain('<h3 class="md__h1">Title</h3>');
  expect(html).toContain('<em>text</em>');
  expect(html).toContain('<td>1</td>');
  expect(html).toContain('class="code__language">js<');
  expect(html).toContain('<span class="hljs-keyword">const</span>');
  expect(html).toContain('class="katex-display"');
  expect(html.match(/<math/g)).toHaveLength(2);
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<iframe src="https://example.com"></iframe>',
  '![a](http://127.0.0.1/a.png)',
  '![a](data:image/svg+xml,<svg/onload=alert(1)>)',
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](&#106;avascript:alert(1))',
  '[a](data:text/html,<script>alert(1)</script>)',
  '[a](vbscript:x)',
  '[a](file:///etc/passwd)',
  '[a](http://example.com)',
  '[a](https://user:secret@example.com)',
  '<javascript:alert(1)>',
  '[a]\n\n[a]: javascript:alert(1)',
  '<style>*{background:url(http://127.0.0.1/)}</style>',
  '$\\href{javascript:alert(1)}{a}$',
  '$\\includegraphics{http://127.0.0.1/a.png}$',
  '$\\htmlStyle{background:url(http://127.0.0.1/)}{a}$',
  '<a href="https://example.com" onclick="alert(1)">a</a>',
  '<form action="https://example.com"><button>go</button></form>',
])('nothing in an answer runs, loads or leads anywhere: %s', (text) => {
  const html = draw(`Before.\n\n${text}\n\nafter`);
  const tags = [...html.matchAll(/<([a-z][a-z0-9-]*)((?:\s[^<>]*)?)>/gi)];
  for (const [, name, attributes] of tags) {
    expect(['script', 'img', 'image', 'iframe', 'style', 'form', 'object', 'link']).not.toContain(name);
    expect(attributes).not.toMatch(/\son\w+=|\s(src|href|action|srcset)=/i);
    expect(attributes).not.toMatch(/style="[^"]*url\(/i);
  }
  expect(html).toContain('Before.');
});

test('an address that is safe can be opened, by a click and nowhere inside of Loam', () => {
  const html = draw('[a page](https://example.com/x?y=1) and https://example.org/');
  expect(html).toContain('href="https://example.com/x?y=1"');
  expect(html.match(/target="_blank" rel="noopener noreferrer"/g)).toHaveLength(2);
  expect(html).toContain('>example.com</span>');
});

test.each([
  ['https://example.com/', 'https://example.com/'],
  ['HTTPS://EXAMPLE.com', 'https://example.com/'],
  ['http://example.com', null],
  ['https://a:b@example.com', null],
  ['//example.com', null],
  ['https:example.com', null],
  ['java\nscript:alert(1)', null],
  ['', null],
])('of %j the page opens %j', (address, opened) => expect(safeAddress(address)?.href ?? null).toBe(opened));

test.each([
  ['a million backticks', '`'.repeat(1_000_000)],
  ['quotations in quotations', '> '.repeat(9_000)],
  ['quotations line by line', Array.from({ length: 190 }, (_, i) => '>'.repeat(i)).join('\n')],
  ['lists in lists', '- '.repeat(9_000)],
  ['lists by indentation', Array.from({ length: 130 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n')],
  ['as many lists as are read', Array.from({ length: 24 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n')],
  ['emphasis in emphasis', '*a _b '.repeat(3_000)],
  ['as much emphasis as is read', '*a _b '.repeat(999)],
  ['as many brackets as are read', '['.repeat(1_999)],
  ['as many links as are read', '[a]('.repeat(660)],
  ['backticks of every length', Array.from({ length: 60 }, (_, i) => '`'.repeat(i)).join(' ')],
  ['open HTML', '<a '.repeat(1_999)],
  ['a macro that grows', `$${'\\def\\a{\\b\\b}\\def\\b{\\a\\a}\\a'}$`],
  ['braces in braces', `$${'{'.repeat(9_000)}$`],
  ['a wide table', `|${'a|'.repeat(660)}\n|${'-|'.repeat(660)}\n|${'b|'.repeat(660)}`],
  ['entities', '&#x'.repeat(1_999)],
])('%s neither break the page nor stop it', (_, text) => {
  const started = performance.now();
  const html = draw(text);
  expect(performance.now() - started).toBeLessThan(DRAWN_MS);
  expect(html.length).toBeGreaterThan(0);
});

test('a growing text changes only its last block', () => {
  const whole = 'One.\n\n- a\n\n- b\n\n  of b\n\n```\nx\n\ny\n```\n\n$$\na\n\nb\n$$\n\nEnd.';
  expect(splitBlocks(whole)).toEqual([
    'One.',
    '- a\n\n- b\n\n  of b',
    '```\nx\n\ny\n```',
    '$$\na\n\nb\n$$',
    'End.',
  ]);
  let before: string[] = [];
  for (let length = 1; length <= whole.length; length++) {
    const blocks = splitBlocks(whole.slice(0, length));
    const settled = before.slice(0, -1);
    expect(blocks.slice(0, settled.length)).toEqual(settled);
    before = blocks;
  }
  expect(splitBlocks('See [a].\n\nMore.\n\n[a]: https://example.com')).toHaveLength(1);
});
