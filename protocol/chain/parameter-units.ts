/** How a rule's number is meant. `stake` counts units of 10^12 wei of LOAM, `wei` wei of LOAM, `milli` thousandths. */
export type ParameterUnit =
  | 'seconds'
  | 'ppm'
  | 'bps'
  | 'percent'
  | 'stake'
  | 'wei'
  | 'milli'
  | 'count'
  | 'list'
  | 'curve'
  | 'method';

const BY_NAME: Readonly<Record<string, ParameterUnit>> = {
  minStake: 'stake',
  stakeCap: 'stake',
  entryStake: 'stake',
  bond: 'stake',
  rerunBond: 'stake',
  sizes: 'list',
  leads: 'list',
  curve: 'curve',
  method: 'method',
  steepnessMilli: 'milli',
  quorumPercent: 'percent',
  deposit: 'wei',
  proposalThreshold: 'wei',
};

/** The unit of a rule, from its name in the contracts. */
export function parameterUnit(name: string): ParameterUnit {
  const known = BY_NAME[name];
  if (known !== undefined) return known;
  if (name.endsWith('Seconds')) return 'seconds';
  if (name.endsWith('Ppm')) return 'ppm';
  return name.endsWith('Bps') ? 'bps' : 'count';
}
