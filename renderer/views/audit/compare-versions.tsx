import { useId, useState } from 'react';
import { useFrom } from '../../stores/use-stores.tsx';
import { auditWords } from '../../words/audit-words.ts';
import { pathBetween } from './ancestors-of.ts';

/** What lies between this version and another one. */
export function CompareVersions({ version }: { version: number }) {
  const words = auditWords.compare;
  const id = useId();
  const versions = useFrom('audit', (s) => s.versions);
  const contributions = useFrom('audit', (s) => s.contributions);
  const [other, setOther] = useState('');
  const [from, to] = [Math.min(Number(other), version), Math.max(Number(other), version)];
  const path = pathBetween(versions, from, to);
  const merged = (path ?? []).flatMap((v) =>
    (contributions.get(v.version) ?? []).filter(({ status }) => status === 'accepted'),
  );
  const name = (n: number) => (n === 0 ? words.base : words.version(n));
  return (
    <div className="compare">
      <label htmlFor={id}>{words.label}</label>
      <select
        id={id}
        className="select"
        data-testid="audit-compare"
        value={other}
        onChange={(event) => setOther(event.currentTarget.value)}
      >
        <option value="">{words.nothing}</option>
        {[...versions.map((v) => v.version), 0]
          .filter((n) => n !== version)
          .map((n) => (
            <option key={n} value={String(n)}>
              {name(n)}
            </option>
          ))}
      </select>
      {other !== '' && (
        <p role="status" data-testid="audit-compared">
          {path === null
            ? words.notAncestor(name(from), name(to))
            : words.sentence(name(from), name(to), merged.length, merged.filter(({ mine }) => mine).length)}
        </p>
      )}
    </div>
  );
}
