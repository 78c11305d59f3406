import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { partWords } from '../words/part-words.ts';
import { ScrollRegion } from './scroll-region.tsx';

/** Details at the right of a view; on narrow windows it lies over it. Escape closes it and gives the focus back. */
export function SidePanel({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <aside
      className="panel"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className="panel__head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button
          type="button"
          className="icon-button"
          aria-label={partWords.close}
          title={partWords.close}
          onClick={onClose}
        >
          <X size={18} aria-hidden="true" />
        </button>
      </header>
      <ScrollRegion className="panel__body" label={title}>
        {children}
      </ScrollRegion>
    </aside>
  );
}
