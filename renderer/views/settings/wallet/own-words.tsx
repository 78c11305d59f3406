import { Eye, EyeOff } from 'lucide-react';
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { ASKED_WORDS } from '../../../../protocol/api/keys-schemas.ts';
import { SecretField } from '../../../parts/secret-field.tsx';
import { useFrom } from '../../../stores/use-stores.tsx';
import { locale } from '../../../words/language.ts';
import { walletWords } from '../../../words/wallet-words.ts';
import { drawPlaces } from './draw-places.ts';

type Step = 'closed' | 'before' | 'shown' | 'asked' | 'right';

/**
 * The words that bring the account back: shown after a warning, asked for in three places, put off with a reminder. They
 * are only in this component, and gone from the page as soon as it is hidden or left.
 */
export function OwnWords() {
  const backup = useFrom('wallet', (s) => s.backup);
  const later = useFrom('wallet', (s) => s.later);
  const [step, setStep] = useState<Step>('closed');
  const [shown, setShown] = useState<readonly string[]>([]);
  const [passphrase, setPassphrase] = useState('');
  const clear = useCallback((next: Step) => {
    setShown([]);
    setStep(next);
  }, []);
  useEffect(() => {
    if (step !== 'shown') return;
    const hide = () => {
      if (document.hidden) clear('before');
    };
    document.addEventListener('visibilitychange', hide);
    return () => document.removeEventListener('visibilitychange', hide);
  }, [step, clear]);
  const words = walletWords.words;
  if (backup === null) return null;
  const { hasWords, checkedAt } = backup;
  return (
    <section className="wallet__block" data-testid="words" data-step={step}>
      <h3>{words.title}</h3>
      <p className="quiet">
        {!hasWords
          ? words.none
          : checkedAt === null
            ? words.unchecked
            : words.checked(new Date(checkedAt).toLocaleDateString(locale(), { dateStyle: 'long' }))}
      </p>
      {hasWords && step === 'closed' && (
        <button type="button" className="button" data-testid="words-begin" onClick={() => setStep('before')}>
          {checkedAt === null ? walletWords.reminderDo : words.again}
        </button>
      )}
      {step === 'before' && (
        <BeforeWords
          passphrase={passphrase}
          onPassphrase={setPassphrase}
          onShown={(list) => {
            setShown(list);
            setStep('shown');
          }}
        />
      )}
      {step === 'shown' && (
        <>
          <ol className="wallet__words" data-testid="words-list">
            {shown.map((word, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice, its place does not change.
              <li key={i}>
                <span className="quiet">{i + 1}</span> {word}
              </li>
            ))}
          </ol>
          <div className="row">
            <button
              type="button"
              className="button button--primary"
              data-testid="words-written"
              onClick={() => clear('asked')}
            >
              {words.written}
            </button>
            <button type="button" className="button" onClick={() => clear('closed')}>
              <EyeOff size={16} aria-hidden="true" />
              {words.hide}
            </button>
          </div>
        </>
      )}
      {step === 'asked' && (
        <AskWords
          passphrase={passphrase}
          onRight={() => {
            setPassphrase('');
            clear('right');
          }}
          onAgain={() => clear('before')}
        />
      )}
      <p role="status">{step === 'right' && words.right}</p>
      {hasWords && checkedAt === null && (step === 'before' || step === 'asked') && (
        <button
          type="button"
          className="link-button"
          data-testid="words-skip"
          onClick={() => {
            setPassphrase('');
            clear('closed');
            void later();
          }}
        >
          {words.skip}
        </button>
      )}
    </section>
  );
}

function BeforeWords({
  passphrase,
  onPassphrase,
  onShown,
}: {
  passphrase: string;
  onPassphrase: (text: string) => void;
  onShown: (words: readonly string[]) => void;
}) {
  const read = useFrom('wallet', (s) => s.words);
  const busy = useFrom('wallet', (s) => s.busy);
  const isLocked = useFrom('system', (s) => s.status?.keys?.protectedBy === 'passphrase');
  const words = walletWords.words;
  const show = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const list = await read(isLocked ? passphrase : null);
    if (list !== null) onShown(list);
  };
  return (
    <form className="wallet__form" onSubmit={(event) => void show(event)}>
      <p className="wallet__warning">{words.warning}</p>
      {isLocked && (
        <SecretField
          name="words-passphrase"
          label={words.passphrase}
          value={passphrase}
          onChange={onPassphrase}
        />
      )}
      <button type="submit" className="button" data-testid="words-show" disabled={busy}>
        <Eye size={16} aria-hidden="true" />
        {words.show}
      </button>
    </form>
  );
}

function AskWords({
  passphrase,
  onRight,
  onAgain,
}: {
  passphrase: string;
  onRight: () => void;
  onAgain: () => void;
}) {
  const check = useFrom('wallet', (s) => s.check);
  const busy = useFrom('wallet', (s) => s.busy);
  const isLocked = useFrom('system', (s) => s.status?.keys?.protectedBy === 'passphrase');
  const [places] = useState(() => drawPlaces(ASKED_WORDS, 24));
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const words = walletWords.words;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answers = places.map((place) => ({ place, word: typed[place] ?? '' }));
    const bad = await check(isLocked ? passphrase : null, answers);
    if (bad === null) return;
    setWrong(bad);
    if (bad.length === 0) onRight();
  };
  return (
    <form className="wallet__form" onSubmit={(event) => void submit(event)}>
      <p>{words.askTitle}</p>
      <div className="wallet__asked">
        {places.map((place) => (
          <div className="field" key={place}>
            <label className="field__label" htmlFor={`word-${place}`}>
              {words.place(place)}
            </label>
            <input
              id={`word-${place}`}
              type="text"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              data-testid="words-answer"
              data-place={place}
              aria-invalid={wrong.includes(place)}
              value={typed[place] ?? ''}
              onChange={(event) => setTyped({ ...typed, [place]: event.currentTarget.value.slice(0, 40) })}
            />
          </div>
        ))}
      </div>
      <p className="wallet__wrong" role="status">
        {wrong.length > 0 && words.wrong(wrong.join(', '))}
      </p>
      <div className="row">
        <button
          type="submit"
          className="button button--primary"
          data-testid="words-check"
          disabled={busy || places.some((place) => (typed[place] ?? '').trim() === '')}
        >
          {words.check}
        </button>
        <button type="button" className="button" onClick={onAgain}>
          {words.again}
        </button>
      </div>
    </form>
  );
}
