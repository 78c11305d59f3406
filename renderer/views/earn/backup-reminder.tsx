import { KeyRound } from 'lucide-react';
import { useEffect } from 'react';
import { useFrom } from '../../stores/use-stores.tsx';
import { walletWords } from '../../words/wallet-words.ts';

/** Says that the account's words are not written down, until they are or it is put off. */
export function BackupReminder() {
  const isDue = useFrom('wallet', (s) => s.backup?.isDue === true);
  const refresh = useFrom('wallet', (s) => s.refresh);
  const later = useFrom('wallet', (s) => s.later);
  const go = useFrom('ui', (s) => s.go);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  if (!isDue) return null;
  return (
    <div className="band band--notice">
      <div className="notice earn__reminder" data-testid="backup-reminder">
        <KeyRound className="notice__icon" size={18} aria-hidden="true" />
        <p className="notice__text">{walletWords.reminder}</p>
        <button
          type="button"
          className="button button--small"
          data-testid="backup-do"
          onClick={() => go('settings', 'wallet')}
        >
          {walletWords.reminderDo}
        </button>
        <button
          type="button"
          className="button button--small"
          data-testid="backup-later"
          onClick={() => void later()}
        >
          {walletWords.reminderLater}
        </button>
      </div>
    </div>
  );
}
