import type { Dispute } from '../../../protocol/api/governance-schemas.ts';
import type { WalletAction } from '../../../protocol/api/wallet-schemas.ts';
import { formatLoam } from '../../parts/format.ts';
import { formatMoment } from '../../parts/format-moment.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { useSign } from '../../wallet/use-sign.ts';
import { governWords } from '../../words/govern-words.ts';
import { AccountName } from './account-name.tsx';
import { stateText } from './dispute-band.tsx';

const RULINGS = ['uphold', 'overturn', 'deeperAudit'] as const;

/** A dispute with its parties, bonds, evidence and jury, and what can be done now. */
export function DisputePanel({ id, onClose }: { id: string; onClose: () => void }) {
  const dispute = useFrom('govern', (s) => s.disputes.find((one) => one.id === id));
  const words = governWords.disputes;
  if (dispute === undefined) return null;
  const { kind, subject, index } = dispute;
  return (
    <SidePanel title={words.kinds[kind](subject, index)} onClose={onClose}>
      <Body dispute={dispute} />
    </SidePanel>
  );
}

function Body({ dispute }: { dispute: Dispute }) {
  const words = governWords.disputes;
  const { round, maxRounds, bond, opener, respondent, evidence, jurors, voted, opened, deadline } = dispute;
  const seats = [...new Set(jurors)];
  return (
    <div className="detail" data-testid="dispute-detail">
      <p className="notice__what">{stateText(dispute)}</p>
      <Duty dispute={dispute} />
      <Steps dispute={dispute} />
      <ul className="detail__facts">
        <li>{words.round(round, maxRounds)}</li>
        {deadline > 0 && dispute.state !== 'closed' && <li>{words.until(formatMoment(deadline))}</li>}
        <li>{words.bond(formatLoam(bond))}</li>
        <li>
          {words.opener('')}
          <AccountName address={opener} />
        </li>
        <li>
          {respondent === null ? (
            words.against
          ) : (
            <>
              {words.respondent('')}
              <AccountName address={respondent} />
            </>
          )}
        </li>
        <li>{words.jury(seats.length, voted, opened)}</li>
      </ul>
      <section>
        <h3>{words.evidence}</h3>
        <ul>
          {evidence.map((cid, i) => (
            <li key={cid}>
              {words.document(i + 1)} <span className="mono detail__cid">{cid}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function useDo() {
  const { ask, isOpen } = useSign();
  const refresh = useFrom('govern', (s) => s.refresh);
  return { isOpen, run: (action: WalletAction) => void ask(action).then(() => refresh()) };
}

/** What this account has to do as a juror. */
function Duty({ dispute: { id, duty, myRuling } }: { dispute: Dispute }) {
  const { isOpen, run } = useDo();
  const words = governWords.disputes;
  if (duty === null) return null;
  if (duty === 'vote')
    return (
      <div className="duties" data-testid="juror-vote">
        <p>{words.duty.vote}</p>
        <div className="row detail__choices">
          {RULINGS.map((ruling) => (
            <button
              key={ruling}
              type="button"
              className="button"
              data-testid={`rule-${ruling}`}
              disabled={isOpen}
              onClick={() => run({ kind: 'juryVote', dispute: id, ruling })}
            >
              {words.vote[ruling]}
            </button>
          ))}
        </div>
      </div>
    );
  return (
    <div className="duties" data-testid="juror-reveal">
      <p>{myRuling === null ? words.duty.revealLost : words.duty.reveal(words.rulings[myRuling])}</p>
      {myRuling !== null && (
        <button
          type="button"
          className="button button--primary"
          disabled={isOpen}
          onClick={() => run({ kind: 'openJuryVote', dispute: id, ruling: myRuling })}
        >
          {words.reveal}
        </button>
      )}
    </div>
  );
}

const STEPS = ['drawJury', 'countJury', 'closeDispute', 'appeal'] as const;

function Steps({ dispute: { id, can, appealBond } }: { dispute: Dispute }) {
  const { isOpen, run } = useDo();
  const words = governWords.disputes.can;
  const steps = STEPS.filter((step) => can.includes(step));
  if (steps.length === 0) return null;
  return (
    <div className="row detail__choices">
      {steps.map((kind) => (
        <button
          key={kind}
          type="button"
          className="button"
          data-testid={`dispute-${kind}`}
          disabled={isOpen}
          onClick={() => run({ kind, dispute: id })}
        >
          {kind === 'appeal' ? words.appeal(formatLoam(appealBond)) : words[kind]}
        </button>
      ))}
    </div>
  );
}
