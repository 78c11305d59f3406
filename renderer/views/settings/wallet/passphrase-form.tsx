import { type FormEvent, useState } from 'react';
import { MIN_PASSPHRASE_CHARS } from '../../../../protocol/limits.ts';
import { ErrorNotice } from '../../../parts/error-notice.tsx';
import { SecretField } from '../../../parts/secret-field.tsx';
import { useFrom } from '../../../stores/use-stores.tsx';
import { keysWords } from '../../../words/keys-words.ts';
import { walletWords } from '../../../words/wallet-words.ts';

/** What opens the keys, and choosing or changing a passphrase. */
export function PassphraseForm() {
  const keys = useFrom('system', (s) => s.status?.keys);
  const { busy, error, protect } = useFrom('keys', (s) => s);
  const [isOpen, setIsOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [isDone, setIsDone] = useState(false);
  const words = walletWords.protection;
  const hasPassphrase = keys?.protectedBy === 'passphrase';
  const isShort = next.length < MIN_PASSPHRASE_CHARS;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isShort || next !== again) return;
    if (!(await protect(next, hasPassphrase ? current : undefined))) return;
    setCurrent('');
    setNext('');
    setAgain('');
    setIsOpen(false);
    setIsDone(true);
  };
  return (
    <section className="wallet__block">
      <h3>{words.title}</h3>
      <p className="quiet">{keys?.sentence}</p>
      {!isOpen && (
        <button
          type="button"
          className="button"
          data-testid="passphrase-open"
          onClick={() => setIsOpen(true)}
        >
          {hasPassphrase ? words.change : words.set}
        </button>
      )}
      {isOpen && (
        <form className="wallet__form" onSubmit={(event) => void submit(event)}>
          {error !== null && <ErrorNotice error={error} />}
          {hasPassphrase && (
            <SecretField
              name="passphrase-current"
              label={words.current}
              value={current}
              onChange={setCurrent}
            />
          )}
          <SecretField name="passphrase-next" label={words.next} value={next} onChange={setNext} />
          <SecretField name="passphrase-next-again" label={words.again} value={again} onChange={setAgain} />
          <p className="field__hint" role="status">
            {isShort
              ? keysWords.tooShort(MIN_PASSPHRASE_CHARS)
              : again !== '' && again !== next
                ? keysWords.different
                : ''}
          </p>
          <button
            type="submit"
            className="button button--primary"
            data-testid="passphrase-set"
            disabled={busy || isShort || next !== again}
          >
            {hasPassphrase ? words.change : words.set}
          </button>
        </form>
      )}
      <p role="status">{isDone && words.done}</p>
    </section>
  );
}
