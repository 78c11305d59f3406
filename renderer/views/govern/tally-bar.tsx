import type { Proposal } from '../../../protocol/api/governance-schemas.ts';
import { formatLoam } from '../../parts/format.ts';
import { governWords } from '../../words/govern-words.ts';
import { tallyScale } from './proposal-scale.ts';

/** For, abstain, against and the quorum, drawn to one scale, with their figures under it. */
export function TallyBar({ proposal }: { proposal: Pick<Proposal, 'votes' | 'quorum' | 'isQuorumFixed'> }) {
  const { votes, quorum, isQuorumFixed } = proposal;
  const scale = tallyScale(proposal);
  const words = governWords.tally;
  const [pro, contra, none, needed] = [votes.for, votes.against, votes.abstain, quorum].map(formatLoam);
  return (
    <figure className="tally" data-testid="tally" data-reached={scale.reached}>
      <svg
        viewBox="0 0 1000 20"
        preserveAspectRatio="none"
        width="100%"
        height="20"
        role="img"
        aria-label={words.describe(pro ?? '', contra ?? '', none ?? '', needed ?? '')}
      >
        <rect className="tally__room" x="0" y="4" width="1000" height="12" />
        <rect className="tally__for" x="0" y="4" width={scale.for} height="12" />
        <rect className="tally__abstain" x={scale.for} y="4" width={scale.abstain} height="12" />
        <rect
          className="tally__against"
          x={scale.for + scale.abstain}
          y="4"
          width={scale.against}
          height="12"
        />
        <line className="tally__quorum" x1={scale.quorum} x2={scale.quorum} y1="0" y2="20" />
      </svg>
      <figcaption className="tally__figures tabular">
        <span className="tally__one tally__one--for">{`${words.for} ${pro}`}</span>
        <span className="tally__one tally__one--abstain">{`${words.abstain} ${none}`}</span>
        <span className="tally__one tally__one--against">{`${words.against} ${contra}`}</span>
        <span className="tally__need" data-testid="quorum">
          {isQuorumFixed ? words.quorum(needed ?? '') : words.quorumOpen(needed ?? '')}
          {', '}
          {scale.reached ? words.reached : words.missing(formatLoam(scale.missing.toString()))}
        </span>
      </figcaption>
    </figure>
  );
}
