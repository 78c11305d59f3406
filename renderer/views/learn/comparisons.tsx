import type { Comparison } from '../../../protocol/api/learn-schemas.ts';
import { learnWords } from '../../words/learn-words.ts';

const words = learnWords.now;

/** The owner's own questions: what was answered before, what is answered now, what was taught. */
export function Comparisons({ comparisons }: { comparisons: readonly Comparison[] }) {
  return (
    <ul className="comparisons">
      {comparisons.map(({ prompt, expected, before, after }) => (
        <li key={prompt}>
          <p className="comparisons__prompt">{prompt}</p>
          <dl>
            <dt>{words.before}</dt>
            <dd className="comparisons__before" data-testid="comparison-before">
              {before === '' ? words.silence : before}
            </dd>
            <dt>{words.after}</dt>
            <dd className="comparisons__after" data-testid="comparison-after">
              {after === '' ? words.silence : after}
            </dd>
            <dt>{words.expected}</dt>
            <dd className="comparisons__expected">{expected}</dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}
