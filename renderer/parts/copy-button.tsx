import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { COPIED_MS } from '../limits.ts';
import { partWords } from '../words/part-words.ts';

interface CopyButtonProps {
  text: string;
  label: string;
  /** Without words on it; they are its tooltip. */
  small?: boolean;
}

/** Copies `text`, and says that it did. */
export function CopyButton({ text, label, small = false }: CopyButtonProps) {
  const [done, setDone] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (done === null) return;
    const timer = setTimeout(() => setDone(null), COPIED_MS);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setDone('copied'),
      () => setDone('failed'),
    );
  return (
    <button
      type="button"
      className={small ? 'icon-button icon-button--small' : 'link-button'}
      data-testid="copy"
      title={label}
      onClick={() => void copy()}
    >
      {done === 'copied' ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
      <span className={small ? 'sr-only' : undefined} aria-live="polite">
        {done === null ? label : partWords.copy[done]}
      </span>
    </button>
  );
}
