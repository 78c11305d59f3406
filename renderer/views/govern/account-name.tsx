import { shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { governWords } from '../../words/govern-words.ts';

/** An account, short, with its whole address in the tooltip; one's own is named. */
export function AccountName({ address }: { address: string }) {
  const own = useFrom('govern', (s) => s.overview?.account);
  const isOwn = own?.toLowerCase() === address.toLowerCase();
  return (
    <span className="mono" title={address}>
      {shorten(address, 6, 4)}
      {isOwn && <span className="govern__you"> {governWords.committees.you}</span>}
    </span>
  );
}
