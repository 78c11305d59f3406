import type { ReactNode } from 'react';
import { CopyButton } from '../parts/copy-button.tsx';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { chatWords } from '../words/chat-words.ts';

interface CodeBlockProps {
  /** As the model named it; '' when it did not. */
  language: string;
  /** The code itself, to copy. */
  text: string;
  /** The code as it is drawn. */
  children: ReactNode;
}

/** A block of code with its language and a button that copies it. */
export function CodeBlock({ language, text, children }: CodeBlockProps) {
  return (
    <figure className="code">
      <figcaption className="code__head">
        <span className="code__language">{language}</span>
        <CopyButton text={text} label={chatWords.markdown.copyCode} />
      </figcaption>
      <ScrollRegion className="code__body" label={chatWords.markdown.code(language)}>
        <pre>{children}</pre>
      </ScrollRegion>
    </figure>
  );
}
