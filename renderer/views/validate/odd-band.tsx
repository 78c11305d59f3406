import { shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { validateWords } from '../../words/validate-words.ts';

/** What this computer found odd while checking; nothing where it found nothing. */
export function OddBand() {
  const odd = useFrom('validate', (s) => s.report?.suspicions);
  const words = validateWords.odd;
  if (odd === undefined || odd.length === 0) return null;
  return (
    <section className="band" aria-labelledby="odd-title">
      <h2 id="odd-title">{words.title}</h2>
      <p className="quiet">{words.lead}</p>
      <ul className="plain-list">
        {odd.map(({ epoch, index, cid, sentences }) => (
          <li key={cid}>
            <span className="plain-list__main">
              <span>{sentences.join(' ')}</span>
              <span className="quiet">
                {words.row(epoch, index)} <span className="mono">{shorten(cid)}</span>
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
