import { useState } from 'react';
import { PARAMETER_GROUPS, type Parameter } from '../../../protocol/api/governance-schemas.ts';
import { shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { governWords } from '../../words/govern-words.ts';
import { findRules, formatRule, ruleText } from './rule-text.ts';

/** Every rule with its present value and what it does; benchmarks and data sets. */
export function RuleBands({ onPropose }: { onPropose: (rule: string) => void }) {
  const parameters = useFrom('govern', (s) => s.parameters);
  const [text, setText] = useState('');
  const words = governWords.rules;
  const found = findRules(parameters, text);
  return (
    <>
      <section className="band" aria-labelledby="rules-title">
        <h2 id="rules-title">{words.title}</h2>
        <p className="quiet band__lead">{words.lead}</p>
        <label className="field rules__find">
          <span>{words.find}</span>
          <input
            type="search"
            maxLength={80}
            value={text}
            data-testid="rules-find"
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </label>
        {parameters.length > 0 && found.length === 0 && <p className="quiet">{words.none}</p>}
        {PARAMETER_GROUPS.map((group) => (
          <Group
            key={group}
            group={group}
            rules={found.filter((one) => one.group === group)}
            onPropose={onPropose}
          />
        ))}
      </section>
      <Measures />
    </>
  );
}

function Group({
  group,
  rules,
  onPropose,
}: {
  group: Parameter['group'];
  rules: readonly Parameter[];
  onPropose: (rule: string) => void;
}) {
  const words = governWords.rules;
  if (rules.length === 0) return null;
  return (
    <section className="rules__group">
      <h3>{words.groups[group]}</h3>
      <ul className="plain-list">
        {rules.map((rule) => (
          <Rule key={rule.name} rule={rule} onPropose={onPropose} />
        ))}
      </ul>
    </section>
  );
}

function Rule({ rule, onPropose }: { rule: Parameter; onPropose: (rule: string) => void }) {
  const { group, name, value, next } = rule;
  const words = governWords.rules;
  const text = ruleText(group, name);
  const key = `${group}.${name}`;
  return (
    <li data-testid="rule" data-rule={key} title={key}>
      <span className="plain-list__main">
        <span>{text.name}</span>
        <span className="quiet">{text.does}</span>
      </span>
      <span className="plain-list__end tabular">
        <span>{formatRule(name, value)}</span>
        {next !== null && <span className="rules__next">{words.next(formatRule(name, next))}</span>}
        <button type="button" className="link-button" onClick={() => onPropose(key)}>
          {words.propose}
          <span className="sr-only">: {text.name}</span>
        </button>
      </span>
    </li>
  );
}

/** What is measured and learned with. */
function Measures() {
  const pools = useFrom('govern', (s) => s.overview?.pools ?? []);
  const dataSets = useFrom('govern', (s) => s.overview?.dataSets ?? []);
  const words = governWords.rules;
  return (
    <div className="band band--last columns">
      <section aria-labelledby="pools-title">
        <h2 id="pools-title">{words.pools}</h2>
        {pools.length === 0 && <p className="quiet">{words.poolsNone}</p>}
        <ul className="plain-list">
          {pools.map(({ id, kind, cid, items, retired, perEpoch, active }) => (
            <li key={id} data-testid="pool">
              <span className="plain-list__main">
                <span>{words.pool(id, words.kinds[kind])}</span>
                <span className="quiet">{words.poolText(items, retired, perEpoch)}</span>
              </span>
              <span className="quiet mono" title={cid}>
                {active ? shorten(cid) : words.inactive}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="sets-title">
        <h2 id="sets-title">{words.dataSets}</h2>
        {dataSets.length === 0 && <p className="quiet">{words.dataSetsNone}</p>}
        <ul className="plain-list">
          {dataSets.map(({ id, cid, licence, active }) => (
            <li key={id} data-testid="data-set">
              <span className="plain-list__main">{words.dataSet(id, licence)}</span>
              <span className="quiet mono" title={cid}>
                {active ? shorten(cid) : words.inactive}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
