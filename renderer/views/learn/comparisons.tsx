import type { Comparison } from '../../../protocol/api/learn-schemas.ts';
import { learnWords } from '../../words/learn-words.ts';

/** The owner's own questions: what was answered before, what is answered now, what was taught. */
export function Comparisons({ comparisons }: { comparisons: readonly Comparison[] }) {
  return (
    <ul className="comparisons">
      {comparisons.map(({ prompt, expected, before, after }) => (
        <li key={prompt}>
          <p className="comparisons__prompt">{prompt}</p>
          <dl>
            <dt>{learnWords.now.before}</dt>
            <dd className="comparisons__before" data-testid="comparison-before">
              {before === '' ? learnWords.now.silence : before}
            </dd>
            <dt>{learnWords.now.after}</dt>
            <dd className="comparisons__after" data-testid="comparison-after">
              {after === '' ? learnWords.now.silence : after}
            </dd>
            <dt>{learnWords.now.expected}</dt>
            <dd className="comparisons__expected">{expected}</dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}
