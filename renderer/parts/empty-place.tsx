import type { ReactNode } from 'react';

/** A place with nothing in it yet: says what will be there and offers the first step. */
export function EmptyPlace({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
