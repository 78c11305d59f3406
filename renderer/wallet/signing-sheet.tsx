import { CircleCheck, FlaskConical, PenLine } from 'lucide-react';
import type { Move, Prepared } from '../../protocol/api/wallet-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { shorten } from '../parts/format.ts';
import { SidePanel } from '../parts/side-panel.tsx';
import { useFrom } from '../stores/use-stores.tsx';
import { signWords } from '../words/sign-words.ts';
import { CallDetails } from './call-details.tsx';
import { formatFee, formatMoney, formatWait } from './format-money.ts';
import { sentenceOf } from './sentence-of.ts';

/**
 * What is about to be signed: in one sentence, what it moves and costs, whether the chain would take it, then the call
 * itself. It lies over the right of every view; `useSign().ask(action)` opens it.
 */
export function SigningSheet() {
  const phase = useFrom('sign', (s) => s.phase);
  const prepared = useFrom('sign', (s) => s.prepared);
  const error = useFrom('sign', (s) => s.error);
  const look = useFrom('sign', (s) => s.look);
  const close = useFrom('sign', (s) => s.close);
  if (phase === 'closed') return null;
  return (
    <div className="signing" data-testid="sign-sheet" data-phase={phase}>
      <SidePanel title={signWords.title} onClose={close}>
        <div className="sign">
          {phase === 'looking' && <p className="quiet">{signWords.looking}</p>}
          {error !== null && (
            <ErrorNotice error={error} action={{ label: signWords.trial.again, run: () => void look() }} />
          )}
          {prepared !== null && <Body prepared={prepared} />}
        </div>
      </SidePanel>
    </div>
  );
}

function Body({ prepared }: { prepared: Prepared }) {
  const { from, network, moves, steps } = prepared;
  const earlier = steps.find((step) => step.earlier !== null)?.earlier ?? null;
  return (
    <>
      <p className="sign__sentence" data-testid="sign-sentence">
        {sentenceOf(prepared)}
      </p>
      <p className="quiet sign__by" title={from}>
        {signWords.by(shorten(from, 6, 4), network.name)}
      </p>
      {earlier !== null && <p className="sign__earlier">{signWords.earlier(shorten(earlier))}</p>}
      {steps.length > 0 && (
        <section>
          <h3>{signWords.moves.title}</h3>
          <ul className="sign__list" data-testid="sign-moves">
            {moves.length === 0 && <li>{signWords.moves.none}</li>}
            {moves.map((move) => (
              <li key={`${move.asset} ${move.way}`}>{moveText(move)}</li>
            ))}
          </ul>
        </section>
      )}
      <Fee prepared={prepared} />
      {steps.length > 0 && <Trial prepared={prepared} />}
      <Buttons prepared={prepared} />
      <CallDetails prepared={prepared} />
    </>
  );
}

function moveText({ way, amount, asset, backAfterS }: Move): string {
  const money = formatMoney(amount, asset);
  const wait = backAfterS === null ? null : formatWait(backAfterS);
  return signWords.moves[way](money, wait);
}

function Fee({ prepared: { fee, steps } }: { prepared: Prepared }) {
  const words = signWords.fee;
  return (
    <section>
      <h3>{words.title}</h3>
      <p data-testid="sign-fee">
        {steps.length === 0
          ? words.free
          : fee === null
            ? words.unknown
            : `${words.likely(formatFee(fee.likely))}, ${words.most(formatFee(fee.most))}`}
      </p>
      {fee?.isGuess === true && <p className="quiet">{words.guess}</p>}
    </section>
  );
}

function Trial({ prepared: { simulation } }: { prepared: Prepared }) {
  const look = useFrom('sign', (s) => s.look);
  const phase = useFrom('sign', (s) => s.phase);
  const words = signWords.trial;
  if (!simulation.ok) {
    const { code, message, hint } = simulation;
    return (
      <section data-testid="sign-trial" data-ok="false">
        <h3>{words.title}</h3>
        <ErrorNotice
          error={new LoamError(code, message, hint === null ? {} : { hint })}
          action={{ label: words.again, run: () => void look() }}
        />
        <p className="quiet">{words.refused}</p>
      </section>
    );
  }
  if (phase === 'done') return null;
  return (
    <section data-testid="sign-trial" data-ok="true">
      <h3>{words.title}</h3>
      <p className="sign__ok">
        <FlaskConical size={16} aria-hidden="true" />
        {simulation.isWhole ? words.ok : words.partly}
      </p>
    </section>
  );
}

function Buttons({ prepared }: { prepared: Prepared }) {
  const { phase, progress, by, sign, close } = useFrom('sign', (s) => s);
  if (phase === 'done') {
    const [hash] = [...(progress?.hashes ?? [])].reverse();
    return (
      <div className="sign__end" role="status">
        <p className="sign__ok" data-testid="sign-done">
          <CircleCheck size={18} aria-hidden="true" />
          {hash === undefined ? signWords.signed : signWords.done}
        </p>
        {hash !== undefined && (
          <p className="quiet">
            {signWords.transaction}{' '}
            <span className="mono" title={hash}>
              {shorten(hash)}
            </span>
          </p>
        )}
        <button type="button" className="button" data-testid="sign-close" onClick={close}>
          {signWords.close}
        </button>
      </div>
    );
  }
  if (phase === 'sending') {
    return (
      <div className="sign__end" role="status">
        <p>{signWords.sending(progress?.step ?? 0, prepared.steps.length)}</p>
        <progress
          className="bar"
          aria-label={signWords.sending(progress?.step ?? 0, prepared.steps.length)}
        />
        <p className="quiet">{signWords.leave}</p>
      </div>
    );
  }
  const isMessage = prepared.steps.length === 0;
  return (
    <div className="row sign__buttons">
      <button
        type="button"
        className="button button--primary"
        data-testid="sign-send"
        disabled={!prepared.simulation.ok}
        onClick={() => void sign()}
      >
        <PenLine size={16} aria-hidden="true" />
        {by !== null ? signWords.signElsewhere(by.name) : isMessage ? signWords.signMessage : signWords.sign}
      </button>
      <button type="button" className="button" data-testid="sign-cancel" onClick={close}>
        {signWords.cancel}
      </button>
    </div>
  );
}
