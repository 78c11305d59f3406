import { type ProposalTemplate, proposalTemplateSchema } from '../../../protocol/api/governance-schemas.ts';
import { parseRule } from './rule-text.ts';

type Kind = ProposalTemplate['template'];

/** What was typed, by field; `rule` is `group.name`. */
export type TemplateValues = Readonly<Record<string, string>>;

/** The template that the fields make; null while something is missing or does not fit. */
export function templateOf(kind: Kind, values: TemplateValues): ProposalTemplate | null {
  const { rule = '', value = '', id = '', kind: pool, ...texts } = values;
  const [group, name = ''] = rule.split('.', 2);
  const numbers = Object.fromEntries(
    ['items', 'perEpoch', 'version'].map((field) => [field, number(values[field])]),
  );
  const trimmed = Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text.trim()]));
  const all: Record<string, unknown> = {
    ...trimmed,
    ...numbers,
    kind: pool,
    id: number(id),
    group,
    name,
    value: parseRule(name, value),
    template: kind,
  };
  const wanted: Readonly<Record<Kind, readonly string[]>> = {
    parameter: ['group', 'name', 'value'],
    removePool: ['id'],
    removeDataSet: ['id'],
    addPool: ['kind', 'root', 'cid', 'items', 'perEpoch', 'keeper'],
    addDataSet: ['cid', 'licence', 'privacyReview', 'compatibility'],
    endPause: [],
    rollback: ['version'],
  };
  const picked = Object.fromEntries(['template', ...wanted[kind]].map((field) => [field, all[field]]));
  const parsed = proposalTemplateSchema.safeParse(picked);
  return parsed.success ? parsed.data : null;
}

function number(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,10}$/.test(text.trim()) ? Number(text) : null;
}
