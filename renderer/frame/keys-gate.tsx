import { type FormEvent, type ReactNode, useState } from 'react';
import type { Status } from '../../protocol/api/network-schemas.ts';
import { MIN_PASSPHRASE_CHARS } from '../../protocol/limits.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { SecretField } from '../parts/secret-field.tsx';
import { useFrom } from '../stores/use-stores.tsx';
import { keysWords } from '../words/keys-words.ts';

/** Shows the page once the keys are open; until then it says what is needed, and takes it. */
export function KeysGate({ children }: { children: ReactNode }) {
  const keys = useFrom('system', (s) => s.status?.keys);
  if (keys === undefined || keys.state === 'open') return children;
  return <KeysForm keys={keys} />;
}

function KeysForm({ keys }: { keys: NonNullable<Status['keys']> }) {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const { busy, error, unlock, protect } = useFrom('keys', (s) => s);
  const isNew = keys.state === 'unprotected';
  const isShort = isNew && passphrase.length < MIN_PASSPHRASE_CHARS;
  const isDifferent = isNew && again !== passphrase;
  const hint = isShort
    ? keysWords.tooShort(MIN_PASSPHRASE_CHARS)
    : isDifferent && again !== ''
      ? keysWords.different
      : '';

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy || passphrase === '' || isShort || isDifferent) return;
    void (isNew ? protect(passphrase) : unlock(passphrase));
  };

  return (
    <section className="page" data-testid="keys-gate">
      <header className="head">
        <h1>{isNew ? keysWords.unprotectedTitle : keysWords.lockedTitle}</h1>
      </header>
      <div className="page__scroll">
        <form className="band fields" onSubmit={submit}>
          <p>{isNew ? keysWords.unprotectedWhy : keys.sentence}</p>
          {error !== null && <ErrorNotice error={error} />}
          {keys.protectedBy !== 'keychain' && (
            <>
              <SecretField
                name="passphrase"
                label={keysWords.passphrase}
                value={passphrase}
                onChange={setPassphrase}
              />
              {isNew && (
                <SecretField
                  name="passphrase-again"
                  label={keysWords.again}
                  value={again}
                  onChange={setAgain}
                />
              )}
              <p className="field__hint" role="status">
                {hint}
              </p>
            </>
          )}
          <div className="row">
            {keys.protectedBy !== 'keychain' && (
              <button
                type="submit"
                className="button button--primary"
                data-testid="keys-open"
                disabled={busy || passphrase === '' || isShort || isDifferent}
              >
                {busy ? keysWords.opening : isNew ? keysWords.choose : keysWords.open}
              </button>
            )}
            {keys.protectedBy !== 'passphrase' && (
              <button
                type="button"
                className="button"
                data-testid="keys-keychain"
                disabled={busy}
                onClick={() => void unlock()}
              >
                {keysWords.tryKeychain}
              </button>
            )}
          </div>
        </form>
      </div>
    </section>
  );
}
