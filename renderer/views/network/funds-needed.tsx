import { CopyText } from '../../parts/copy-text.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { networkWords } from '../../words/network-words.ts';

/** What the account lacks to join: the node's sentence names address and amount; the address can be copied. */
export function FundsNeeded() {
  const sentence = useFrom('system', (s) => s.status?.network.sentence ?? '');
  const address = /0x[0-9a-fA-F]{40}/.exec(sentence)?.[0];
  return (
    <div className="notice" role="status" data-testid="funds-needed">
      <div className="notice__text">
        <p className="notice__what">{networkWords.funds.title}</p>
        <p className="notice__why">{sentence}</p>
        {address !== undefined && <CopyText text={address} label={networkWords.funds.copy} />}
      </div>
    </div>
  );
}
