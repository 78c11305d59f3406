import { Component, lazy, memo, type ReactNode, Suspense } from 'react';
import { splitBlocks } from './split-blocks.ts';

/** Markdown, mathematics and highlighting are fetched with the first answer; until then its text stands there as it is. */
const MarkdownBlock = lazy(async () => ({ default: (await import('./markdown-block.tsx')).MarkdownBlock }));

/** The text of an answer as markdown, block by block: while it grows, only its last block is read again. */
export const AnswerText = memo(function AnswerText({ text }: { text: string }) {
  return splitBlocks(text).map((block, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks only ever grow at the end.
    <ShownAsWritten key={i} text={block}>
      <Suspense fallback={<Plain text={block} />}>
        <MarkdownBlock text={block} />
      </Suspense>
    </ShownAsWritten>
  ));
});

function Plain({ text }: { text: string }) {
  return <p className="md__plain">{text}</p>;
}

/** Where drawing a block fails, its text is shown as it was written. */
class ShownAsWritten extends Component<{ text: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Plain text={this.props.text} /> : this.props.children;
  }
}
