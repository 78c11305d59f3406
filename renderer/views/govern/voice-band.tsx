import { useId, useState } from 'react';
import type { Voice } from '../../../protocol/api/governance-schemas.ts';
import { addressSchema } from '../../../protocol/encoding/hex.ts';
import { formatLoam, shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { useSign } from '../../wallet/use-sign.ts';
import { governWords } from '../../words/govern-words.ts';

/** What one's vote weighs now, of what, why nothing, and whose votes one's tokens are. */
export function VoiceBand() {
  const voice = useFrom('govern', (s) => s.overview?.voice);
  const account = useFrom('govern', (s) => s.overview?.account);
  if (voice === undefined || account === undefined) return null;
  const words = governWords.voice;
  return (
    <section className="band voice" aria-labelledby="voice-title" data-testid="voice">
      <div>
        <h2 id="voice-title">{words.title}</h2>
        <p className="voice__figure">
          <span className="big" data-testid="voice-votes">
            {formatLoam(voice.votes)}
          </span>{' '}
          <span className="quiet">{words.votes}</span>
        </p>
        {voice.why === null ? (
          <p className="quiet">{partsText(voice)}</p>
        ) : (
          <p data-testid="voice-why" data-why={voice.why}>
            {words.nothing[voice.why]}
          </p>
        )}
      </div>
      <Delegation voice={voice} account={account} />
    </section>
  );
}

function partsText({ votes, delegated, stake }: Voice): string {
  const bonus = BigInt(votes) - BigInt(delegated) - BigInt(stake);
  return governWords.voice.parts(
    formatLoam(delegated),
    formatLoam(stake),
    bonus > 0n ? formatLoam(bonus.toString()) : '',
  );
}

function Delegation({ voice, account }: { voice: Voice; account: `0x${string}` }) {
  const { ask, isOpen } = useSign();
  const refresh = useFrom('govern', (s) => s.refresh);
  const words = governWords.voice;
  const isSelf = voice.delegate?.toLowerCase() === account.toLowerCase();
  const give = (to: `0x${string}`) => void ask({ kind: 'delegate', to }).then(() => refresh());
  return (
    <div className="voice__delegate">
      {voice.tokens !== '0' && voice.delegate === null && (
        <p data-testid="self-delegate-why">{words.asleep(formatLoam(voice.tokens))}</p>
      )}
      {voice.delegate !== null && (
        <p className="quiet" data-testid="delegate-now">
          {isSelf ? words.own : words.away(shorten(voice.delegate, 6, 4))}
        </p>
      )}
      {!isSelf && voice.tokens !== '0' && (
        <button
          type="button"
          className={voice.delegate === null ? 'button button--primary' : 'button'}
          data-testid="self-delegate"
          disabled={isOpen}
          onClick={() => give(account)}
        >
          {words.self}
        </button>
      )}
      <GiveVotes onGive={give} disabled={isOpen} />
    </div>
  );
}

function GiveVotes({ onGive, disabled }: { onGive: (to: `0x${string}`) => void; disabled: boolean }) {
  const id = useId();
  const [to, setTo] = useState('');
  const words = governWords.voice;
  const parsed = addressSchema.safeParse(to.trim());
  const isBad = to !== '' && !parsed.success;
  return (
    <details className="voice__other">
      <summary>{words.other}</summary>
      <form
        className="exit__form"
        onSubmit={(event) => {
          event.preventDefault();
          if (parsed.success) onGive(parsed.data);
        }}
      >
        <label className="field voice__address">
          <span>{words.address}</span>
          <input
            className="mono"
            value={to}
            maxLength={42}
            spellCheck={false}
            autoComplete="off"
            data-testid="delegate-to"
            aria-invalid={isBad}
            aria-describedby={isBad ? id : undefined}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </label>
        <button type="submit" className="button" disabled={disabled || !parsed.success}>
          {words.give}
        </button>
        {isBad && (
          <p id={id} className="govern__bad">
            {words.badAddress}
          </p>
        )}
      </form>
    </details>
  );
}
