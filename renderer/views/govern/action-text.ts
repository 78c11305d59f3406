import type { ProposedAction } from '../../../protocol/api/governance-schemas.ts';
import { governWords } from '../../words/govern-words.ts';
import { formatRule, ruleText } from './rule-text.ts';

/** The rule that each function of the governor and the timelock sets. */
const VOTE_RULES: Readonly<Record<string, string>> = {
  setVotingDelay: 'votingDelaySeconds',
  setVotingPeriod: 'votingPeriodSeconds',
  setLateQuorumVoteExtension: 'lateQuorumSeconds',
  setProposalThreshold: 'proposalThreshold',
  updateQuorumNumerator: 'quorumPercent',
  setDeposit: 'deposit',
  updateDelay: 'timelockSeconds',
};

/** What a call of a proposal does, a sentence for each thing. */
export function actionTexts(action: ProposedAction): string[] {
  const { contract, functionName } = action;
  const { actions, detail } = governWords;
  if (contract === null) return [detail.unknown];
  if (functionName === null) return [detail.undecoded(contract)];
  const group = /^set(\w+)Rules$/.exec(functionName)?.[1]?.toLowerCase();
  if (contract === 'Parameters' && group !== undefined) {
    const changed = action.arguments.filter(({ value, before }) => before !== value);
    if (changed.length === 0) return [actions.same];
    return changed.map(({ name, value, before }) => changeText(group, name, before, value));
  }
  const rule = VOTE_RULES[functionName];
  const [first] = action.arguments;
  if (rule !== undefined && first !== undefined) return [changeText('vote', rule, first.before, first.value)];
  const value = (name: string) => action.arguments.find((one) => one.name === name)?.value ?? '';
  switch (`${contract}.${functionName}`) {
    case 'BenchmarkRegistry.addPool':
      return [actions.addPool(value('items'), value('perEpoch'))];
    case 'BenchmarkRegistry.removePool':
      return [actions.removePool(value('id'))];
    case 'BenchmarkRegistry.rotatePool':
      return [actions.rotatePool(value('id'))];
    case 'BenchmarkRegistry.addDataSet':
      return [actions.addDataSet(value('licence'))];
    case 'BenchmarkRegistry.removeDataSet':
      return [actions.removeDataSet(value('id'))];
    case 'Guardian.approveLift':
      return [actions.approveLift];
    case 'ModelRegistry.rollback':
      return [actions.rollback(value('to'))];
    case 'Modules.replace':
      return [actions.replace];
    default:
      return [actions.other(contract, functionName)];
  }
}

function changeText(group: string, name: string, before: string | null, value: string): string {
  const was = before === null ? '?' : formatRule(name, before);
  return governWords.actions.rule(ruleText(group, name).name, was, formatRule(name, value));
}
