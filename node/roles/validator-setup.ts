import type { ValidatorSetup } from '../../protocol/api/validator-schemas.ts';
import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { LOCAL_CHAIN_ID } from '../chain/limits.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import type { NetworkSession } from '../network/network-session.ts';
import type { SigningHistory } from '../signing-history/open-signing-history.ts';
import type { ValidatorService } from './validator-service.ts';

type Condition = ValidatorSetup['conditions'][number];

/** Reads what the switch stands for on this computer: each condition, how long it waits, and what was signed here. */
export async function readValidatorSetup(
  service: ValidatorService,
  session: NetworkSession | undefined,
  validator: string,
): Promise<ValidatorSetup> {
  const bond = session === undefined ? null : await readBond(session);
  const history = readHistory(service, validator);
  return {
    on: service.isOn,
    conditions: [
      session === undefined ? unmet('network', 'NETWORK_OFF', '') : met('network'),
      bond === null
        ? open('stake')
        : bond.stake >= bond.minStake
          ? met('stake')
          : unmet('stake', 'STAKE_TOO_SMALL', ''),
      session === undefined ? open('clock') : await clock(service, session),
      history.condition,
      alone(service),
    ],
    bond: bond === null ? null : { stake: bond.stake.toString(), minStake: bond.minStake.toString() },
    watch: service.watchLength(session === undefined || session.descriptor.chainId === LOCAL_CHAIN_ID),
    history: history.networks,
  };
}

async function readBond({ chain, address }: NetworkSession): Promise<{ stake: bigint; minStake: bigint }> {
  const [{ stake }, rules] = await Promise.all([readNode(chain, address), readParameters(chain)]);
  return { stake, minStake: rules.stake.minStake * STAKE_UNIT };
}

async function clock(service: ValidatorService, session: NetworkSession): Promise<Condition> {
  const trouble = await service.clockTrouble(session);
  return trouble === undefined ? met('clock') : unmet('clock', trouble.code, trouble.sentence);
}

function readHistory(
  service: ValidatorService,
  validator: string,
): { condition: Condition; networks: ValidatorSetup['history'] } {
  if (!service.hasSigned) return { condition: met('history'), networks: [] };
  try {
    return { condition: met('history'), networks: service.withHistory((own) => signed(own, validator)) };
  } catch (error) {
    const { code, sentence } = LoamError.wrap('SIGNING_HISTORY_DAMAGED', error);
    return { condition: unmet('history', code, sentence), networks: null };
  }
}

function signed({ ledger }: SigningHistory, validator: string): NonNullable<ValidatorSetup['history']> {
  return ledger
    .owners()
    .filter((owner) => owner.validator === validator.toLowerCase())
    .map((owner) => ({
      network: owner.network,
      signatures: ledger.rows(owner).length,
      newestEpoch: ledger.newestEpoch(owner) ?? null,
      watermark: ledger.watermark(owner) ?? null,
    }));
}

function alone({ status }: ValidatorService): Condition {
  if (status.code === 'VALIDATOR_DOUBLE') return unmet('alone', status.code, status.sentence);
  return status.state === 'on' || status.state === 'finishing' ? met('alone') : open('alone');
}

function met(name: Condition['name']): Condition {
  return { name, state: 'met', code: null, sentence: null };
}

function unmet(name: Condition['name'], code: string, sentence: string): Condition {
  return { name, state: 'unmet', code, sentence: sentence === '' ? null : sentence };
}

function open(name: Condition['name']): Condition {
  return { name, state: 'open', code: null, sentence: null };
}
