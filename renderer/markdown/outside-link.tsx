import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { chatWords } from '../words/chat-words.ts';

/** The address when it is one that the page may open: https, without a name or password in it. Otherwise null. */
export function safeAddress(address: string): URL | null {
  if (!/^https:\/\//i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url : null;
}

/**
 * A link in an answer. It says where it leads, and only a click opens it, outside of Loam. An address that is not https
 * stands beside the words and cannot be clicked.
 */
export function OutsideLink({ address, children }: { address: string; children: ReactNode }) {
  const url = safeAddress(address);
  if (url === null)
    return (
      <span className="md-link md-link--off">
        {children}
        {address !== '' && <span className="md-link__where">({shorten(address)})</span>}
      </span>
    );
  return (
    <a
      className="md-link"
      href={url.href}
      target="_blank"
      rel="noopener noreferrer"
      referrerPolicy="no-referrer"
      title={chatWords.markdown.opens(url.href)}
    >
      {children}
      <ExternalLink size={12} aria-hidden="true" />
      {!sameWords(children, url) && <span className="md-link__where">{url.host}</span>}
    </a>
  );
}

function sameWords(children: ReactNode, url: URL): boolean {
  return typeof children === 'string' && children.includes(url.host);
}

function shorten(address: string): string {
  return address.length > 80 ? `${address.slice(0, 79)}…` : address;
}
