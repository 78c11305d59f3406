import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { partWords } from '../words/part-words.ts';

/** Milliseconds that a copied text is said to be copied. */
const SAID_MS = 2_000;

/** A text such as an address, with a button that copies it. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <span className="copy">
      <code className="mono copy__text">{text}</code>
      <button
        type="button"
        className="icon-button"
        aria-label={label}
        title={label}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
      </button>
      <span className="sr-only" role="status">
        {copied ? partWords.copied : ''}
      </span>
    </span>
  );
}
