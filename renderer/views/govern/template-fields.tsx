import { useEffect, useState } from 'react';
import { PARAMETER_GROUPS, type ProposalTemplate } from '../../../protocol/api/governance-schemas.ts';
import { parameterUnit } from '../../../protocol/chain/parameter-units.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { governWords } from '../../words/govern-words.ts';
import { formatRule, parseRule, ruleText } from './rule-text.ts';
import { type TemplateValues, templateOf } from './template-of.ts';

type Kind = ProposalTemplate['template'];

const KINDS: readonly Kind[] = [
  'parameter',
  'addDataSet',
  'removeDataSet',
  'addPool',
  'removePool',
  'endPause',
  'rollback',
];

/** The plain text fields of the templates that have some, in the order in which they are asked. */
const FIELDS: Partial<Record<Kind, readonly (readonly [field: string, isNumber: boolean])[]>> = {
  addDataSet: [
    ['cid', false],
    ['licence', false],
    ['privacyReview', false],
    ['compatibility', false],
  ],
  addPool: [
    ['root', false],
    ['cid', false],
    ['items', true],
    ['perEpoch', true],
    ['keeper', false],
  ],
  rollback: [['version', true]],
};

/** What should change: a template and its fields. Tells the whole once it fits, null before. */
export function TemplateFields({
  rule,
  onChange,
}: {
  rule: string | null;
  onChange: (template: ProposalTemplate | null) => void;
}) {
  const [kind, setKind] = useState<Kind>('parameter');
  const [values, setValues] = useState<TemplateValues>({
    rule: rule ?? 'committee.minUtilityPpm',
    kind: 'Public',
  });
  const words = governWords.propose;
  const set = (nextKind: Kind, next: TemplateValues): void => {
    setKind(nextKind);
    setValues(next);
    onChange(templateOf(nextKind, next));
  };
  const put = (name: string, value: string) => set(kind, { ...values, [name]: value });
  return (
    <>
      <label className="field">
        <span>{words.what}</span>
        <select
          className="select"
          value={kind}
          data-testid="propose-template"
          onChange={(event) => {
            const next = KINDS.find((one) => one === event.currentTarget.value);
            if (next !== undefined) set(next, values);
          }}
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {words.templates[one]}
            </option>
          ))}
        </select>
      </label>
      {kind === 'parameter' && <RuleFields values={values} onPut={put} />}
      {(kind === 'removeDataSet' || kind === 'removePool') && (
        <Removable kind={kind} value={values.id ?? ''} onPut={put} />
      )}
      {kind === 'addPool' && (
        <label className="field">
          <span>{words.kind}</span>
          <select
            className="select"
            value={values.kind}
            onChange={(event) => put('kind', event.currentTarget.value)}
          >
            {(['Public', 'Generated', 'Sealed'] as const).map((one) => (
              <option key={one} value={one}>
                {governWords.rules.kinds[one]}
              </option>
            ))}
          </select>
        </label>
      )}
      {(FIELDS[kind] ?? []).map(([name, isNumber]) => (
        <label key={name} className="field">
          <span>{labelOf(name)}</span>
          <input
            value={values[name] ?? ''}
            maxLength={130}
            inputMode={isNumber ? 'numeric' : 'text'}
            spellCheck={false}
            data-testid={`propose-${name}`}
            onChange={(event) => put(name, event.currentTarget.value)}
          />
        </label>
      ))}
    </>
  );
}

function RuleFields({
  values,
  onPut,
}: {
  values: TemplateValues;
  onPut: (name: string, value: string) => void;
}) {
  const parameters = useFrom('govern', (s) => s.parameters);
  const words = governWords.propose;
  const present = parameters.find(({ group, name }) => `${group}.${name}` === values.rule);
  const name = present?.name ?? '';
  const typed = values.value ?? '';
  const isBad = typed !== '' && parseRule(name, typed) === null;
  return (
    <>
      <label className="field">
        <span>{words.rule}</span>
        <select
          className="select"
          value={values.rule}
          data-testid="propose-rule"
          onChange={(event) => onPut('rule', event.currentTarget.value)}
        >
          {PARAMETER_GROUPS.map((group) => (
            <optgroup key={group} label={governWords.rules.groups[group]}>
              {parameters
                .filter((one) => one.group === group)
                .map((one) => (
                  <option key={one.name} value={`${group}.${one.name}`}>
                    {ruleText(group, one.name).name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{words.value(governWords.rules.units[parameterUnit(name)])}</span>
        <input
          value={typed}
          maxLength={40}
          inputMode="decimal"
          data-testid="propose-value"
          aria-invalid={isBad}
          onChange={(event) => onPut('value', event.currentTarget.value)}
        />
      </label>
      {isBad && <p className="govern__bad">{words.badValue}</p>}
      {present !== undefined && <p className="quiet">{words.present(formatRule(name, present.value))}</p>}
    </>
  );
}

function Removable({
  kind,
  value,
  onPut,
}: {
  kind: 'removeDataSet' | 'removePool';
  value: string;
  onPut: (name: string, value: string) => void;
}) {
  const overview = useFrom('govern', (s) => s.overview);
  const words = governWords.propose;
  const isSet = kind === 'removeDataSet';
  const rules = governWords.rules;
  const there = isSet
    ? (overview?.dataSets ?? [])
        .filter(({ active }) => active)
        .map(({ id, licence }) => ({ id, text: rules.dataSet(id, licence) }))
    : (overview?.pools ?? [])
        .filter(({ active }) => active)
        .map(({ id, kind: of }) => ({ id, text: rules.pool(id, rules.kinds[of]) }));
  const [first] = there;
  useEffect(() => {
    if (first !== undefined && !there.some(({ id }) => String(id) === value)) onPut('id', String(first.id));
  });
  if (first === undefined) return <p className="quiet">{words.nothing}</p>;
  return (
    <label className="field">
      <span>{isSet ? words.dataSet : words.pool}</span>
      <select className="select" value={value} onChange={(event) => onPut('id', event.currentTarget.value)}>
        {there.map(({ id, text }) => (
          <option key={id} value={String(id)}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function labelOf(field: string): string {
  const words = governWords.propose;
  const labels: Readonly<Record<string, string>> = {
    cid: words.cid,
    licence: words.licence,
    privacyReview: words.review,
    compatibility: words.compatibility,
    root: words.root,
    items: words.items,
    perEpoch: words.perEpoch,
    keeper: words.keeper,
    version: words.version,
  };
  return labels[field] ?? field;
}
