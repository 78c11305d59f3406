import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { WalletOverview } from '../../../protocol/api/earn-schemas.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { earnWords } from '../../words/earn-words.ts';

/** The account's address, to be given to whoever sends something. */
export function ReceivePanel({ overview, onClose }: { overview: WalletOverview; onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const words = earnWords.form;
  return (
    <SidePanel title={words.receiveTitle} onClose={onClose}>
      <div className="earn__form">
        <p>{words.receiveText(overview.network.name)}</p>
        <p className="mono earn__address earn__address--large" data-testid="receive-address">
          {(overview.address.match(/^0x|.{4}/g) ?? []).map((part, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an address never move.
            <span key={i}>{part}</span>
          ))}
        </p>
        <button
          type="button"
          className="button"
          onClick={() => {
            void navigator.clipboard.writeText(overview.address).then(() => setCopied(true));
          }}
        >
          <Copy size={16} aria-hidden="true" />
          {copied ? earnWords.copied : earnWords.copy}
        </button>
      </div>
    </SidePanel>
  );
}
