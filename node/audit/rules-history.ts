import { decodeAbiParameters, hexToString } from 'viem';
import type { ChainRules } from '../../protocol/chain/chain-rules.ts';
import { MODULE_ORDER } from '../../protocol/chain/deployment-order.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { modulesAbi, parametersAbi } from '../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readEvents } from '../chain/read-events.ts';
import { isBefore, type Position } from './registry-history.ts';

type Group = keyof ChainRules;

/** A change of the rules as Parameters reports it: a group was set and waits, or everything that waits becomes valid. */
type Change = Position & { readonly address: string } & (
    | { readonly group: Group; readonly rules: ChainRules[Group] }
    | { readonly group: null }
  );

/** Setter of each group; its one argument is the ABI encoding that the event carries. */
const SETTERS: Readonly<Record<Group, string>> = {
  epoch: 'setEpochRules',
  committee: 'setCommitteeRules',
  stake: 'setStakeRules',
  score: 'setScoreRules',
  reputation: 'setReputationRules',
  reward: 'setRewardRules',
  dispute: 'setDisputeRules',
  election: 'setElectionRules',
};

/**
 * The rules of a network at any moment of its past, from events alone. A vote sets rules, the opening of the next
 * epoch makes them valid; what holds today says nothing about an epoch of last year.
 */
export class RulesHistory {
  readonly #changes: readonly Change[];
  /** From when on which contract's rules counted; the first has no position. */
  readonly #contracts: readonly { readonly from: Position | null; readonly address: string }[];

  private constructor(
    changes: readonly Change[],
    contracts: readonly { readonly from: Position | null; readonly address: string }[],
  ) {
    this.#changes = changes;
    this.#contracts = contracts;
  }

  /** Reads all changes of the rules since the network began. */
  static async read(chain: ChainClient): Promise<RulesHistory> {
    const search = { contract: 'Parameters', abi: parametersAbi } as const;
    const [set, activated, replaced] = await Promise.all([
      readEvents(chain, { ...search, eventName: 'RulesSet' }),
      readEvents(chain, { ...search, eventName: 'RulesActivated' }),
      readEvents(chain, { contract: 'Modules', abi: modulesAbi, eventName: 'ModuleReplaced' }),
    ]);
    const at = ({ blockNumber, logIndex }: Position): Position => ({ blockNumber, logIndex });
    const changes: Change[] = [
      ...set.map((e) => ({
        ...at(e),
        address: e.address.toLowerCase(),
        ...decoded(e.args.group, e.args.rules),
      })),
      ...activated.map((e) => ({ ...at(e), address: e.address.toLowerCase(), group: null })),
    ];
    const first = chain.everyAddress.Parameters.at(-1) ?? '0x';
    return new RulesHistory(
      changes.sort((a, b) => (isBefore(a, b) ? -1 : 1)),
      [
        { from: null, address: first.toLowerCase() },
        ...replaced
          .filter(({ args }) => MODULE_ORDER[args.module] === 'Parameters')
          .map((e) => ({ from: at(e), address: e.args.now_.toLowerCase() })),
      ],
    );
  }

  /**
   * The rules that were valid just before an event.
   *
   * @throws LoamError `AUDIT_RULES_UNKNOWN` when the events do not tell them
   */
  at(position: Position): ChainRules {
    const address = this.#contracts.findLast(
      ({ from }) => from === null || isBefore(from, position),
    )?.address;
    const waiting = new Map<Group, ChainRules[Group]>();
    const valid = new Map<Group, ChainRules[Group]>();
    for (const change of this.#changes) {
      if (!isBefore(change, position)) break;
      if (change.address !== address) continue;
      if (change.group !== null) waiting.set(change.group, change.rules);
      else for (const [group, rules] of waiting) valid.set(group, rules);
    }
    const missing = Object.keys(SETTERS).filter((group) => !valid.has(group as Group));
    if (missing.length === 0) return Object.fromEntries(valid) as unknown as ChainRules;
    throw new LoamError(
      'AUDIT_RULES_UNKNOWN',
      `The chain's events do not tell the rules for ${missing.join(', ')}.`,
      {
        hint: 'Ask a node of the chain that keeps all events, or another archive.',
      },
    );
  }
}

function decoded(group: `0x${string}`, rules: `0x${string}`): { group: Group; rules: ChainRules[Group] } {
  const name = hexToString(group, { size: 32 }) as Group;
  const setter = parametersAbi.find((item) => item.type === 'function' && item.name === SETTERS[name]);
  if (setter === undefined || setter.type !== 'function')
    throw new LoamError(
      'AUDIT_RULES_UNKNOWN',
      'The chain reports rules that this version of Loam does not know.',
      {
        hint: 'Update Loam.',
      },
    );
  const [value] = decodeAbiParameters(setter.inputs, rules);
  return { group: name, rules: value as unknown as ChainRules[Group] };
}
