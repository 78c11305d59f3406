import { CopyButton } from './copy-button.tsx';

/** A text such as an address, with a button that copies it. */
export function CopyText({ text, label }: { text: string; label: string }) {
  return (
    <span className="copy">
      <code className="mono copy__text">{text}</code>
      <CopyButton small text={text} label={label} />
    </span>
  );
}
