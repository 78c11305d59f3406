import 'katex/dist/katex.min.css';
import { memo } from 'react';
import Markdown, { type Components, type Options } from 'react-markdown';
import rehypeHighlight from 'rehype-highlight';
import rehypeKatex from 'rehype-katex';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { chatWords } from '../words/chat-words.ts';
import { CodeBlock } from './code-block.tsx';
import { isReadable } from './is-readable.ts';
import { OutsideLink } from './outside-link.tsx';
import { dropIds, limitDepth } from './safe-tree.ts';

/** `\href`, `\includegraphics` and the like stay off; macros cannot grow without end. */
const KATEX = { trust: false, strict: 'ignore', maxExpand: 100, maxSize: 20 } as const;

const REMARK: Options['remarkPlugins'] = [remarkGfm, remarkMath, limitDepth];
const REHYPE: Options['rehypePlugins'] = [
  [rehypeKatex, KATEX],
  [rehypeHighlight, { detect: false }],
  dropIds,
];

/** Addresses stay as they are here: {@link OutsideLink} decides what can be opened, and images are never fetched. */
const asWritten = (address: string): string => address;

/** An answer's headings stand below those of the page. */
const COMPONENTS: Components = {
  h1: ({ children }) => <h3 className="md__h1">{children}</h3>,
  h2: ({ children }) => <h4 className="md__h2">{children}</h4>,
  h3: ({ children }) => <h5 className="md__h3">{children}</h5>,
  h4: ({ children }) => <h6 className="md__h3">{children}</h6>,
  h5: ({ children }) => <h6 className="md__h3">{children}</h6>,
  a: ({ href = '', children }) => <OutsideLink address={href}>{children}</OutsideLink>,
  img: ({ src, alt = '' }) => (
    <OutsideLink address={typeof src === 'string' ? src : ''}>{chatWords.markdown.image(alt)}</OutsideLink>
  ),
  input: ({ checked }) => (
    <span className="md__tick" role="img" aria-label={chatWords.markdown.task(checked === true)}>
      {checked === true ? '☑' : '☐'}
    </span>
  ),
  table: ({ children }) => (
    <ScrollRegion className="md__table" label={chatWords.markdown.table}>
      <table>{children}</table>
    </ScrollRegion>
  ),
  pre: ({ node, children }) => {
    const code = node?.children[0];
    const names = code?.type === 'element' ? code.properties.className : undefined;
    const language = Array.isArray(names) ? names.find((name) => String(name).startsWith('language-')) : '';
    return (
      <CodeBlock language={String(language ?? '').slice('language-'.length)} text={textOf(code)}>
        {children}
      </CodeBlock>
    );
  },
};

/**
 * One block of markdown. No HTML, no images, no scripts; links open only when clicked. What is too long to be markdown
 * that a person reads is shown as it is.
 */
export const MarkdownBlock = memo(function MarkdownBlock({ text }: { text: string }) {
  if (!isReadable(text)) return <p className="md__plain">{text}</p>;
  return (
    <Markdown remarkPlugins={REMARK} rehypePlugins={REHYPE} components={COMPONENTS} urlTransform={asWritten}>
      {text}
    </Markdown>
  );
});

/** All text inside of a node. */
function textOf(node: unknown): string {
  const { value, children } = (node ?? {}) as { value?: string; children?: unknown[] };
  return value ?? (children ?? []).map(textOf).join('');
}
