import { decodeEventLog, keccak256, toHex } from 'viem';
import type { Attestation } from '../../protocol/attestation/attestation-typed-data.ts';
import { commitTo } from '../../protocol/attestation/commitment.ts';
import { parseLoam } from '../../protocol/chain/loam-amount.ts';
import type { NetworkParameters } from '../../protocol/chain/network-parameters.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { saltCommitment } from '../../protocol/randomness/seeds.ts';
import { type ChainEntry, chainLinks } from '../../protocol/submission/submission-chain.ts';
import type { BenchChain, Call, Receipt } from './bench-chain.ts';
import { accounts, BenchNetwork, ROLE } from './bench-network.ts';

/** Submissions that one transaction draws, settles or credits: it stays below the gas that a transaction may use. */
const DRAWN_AT_ONCE = 25;
const SETTLED_AT_ONCE = 50;
const CREDITED_AT_ONCE = 200;

/** Gas of an epoch by step. */
export type GasBySteps = Readonly<Record<Step, number>>;
type Step = 'submit' | 'salts' | 'draw' | 'commit' | 'reveal' | 'settle' | 'manifest' | 'claims';

/** A network of learners and validators that lives through honest epochs. */
export class EpochRun {
  readonly #chain: BenchChain;
  readonly #network: BenchNetwork;
  readonly #parameters: NetworkParameters;
  readonly #learners: readonly Hex[];
  readonly #validators: readonly Hex[];
  readonly #aggregator = accounts('aggregator', 1)[0] as Hex;
  #gas: Record<Step, number> = noGas();

  private constructor(
    chain: BenchChain,
    network: BenchNetwork,
    parameters: NetworkParameters,
    learners: readonly Hex[],
    validators: readonly Hex[],
  ) {
    this.#chain = chain;
    this.#network = network;
    this.#parameters = parameters;
    this.#learners = learners;
    this.#validators = validators;
  }

  /** Deploys a network and registers its nodes, validators first. */
  static async start(
    chain: BenchChain,
    parameters: NetworkParameters,
    size: { readonly learners: number; readonly validators: number },
  ): Promise<EpochRun> {
    const network = await BenchNetwork.deploy(chain, parameters);
    const learners = accounts('learner', size.learners);
    const validators = accounts('validator', size.validators);
    const run = new EpochRun(chain, network, parameters, learners, validators);
    const stake = parseLoam(parameters.stakes.minStakeLoam);
    await network.register(validators, ROLE.validator, stake);
    await network.register(learners, ROLE.learner, stake);
    await network.register([run.#aggregator], ROLE.aggregator, stake);
    return run;
  }

  /** One submission of every learner, judged, merged and paid. */
  async epoch(): Promise<GasBySteps> {
    this.#gas = noGas();
    const { epochs } = this.#parameters;
    const epoch = await this.#submit();
    const seats = await this.#draw(epoch);
    await this.#judge(epoch, seats);
    await this.#settle(epoch);
    await this.#chain.wait(epochs.contestSeconds);
    await this.#merge(epoch);
    await this.#claim(epoch, seats);
    return this.#gas;
  }

  async #submit(): Promise<bigint> {
    const [epoch, baseVersion] = (await this.#network.read('EpochManager', 'nextTerms', [])) as [
      bigint,
      bigint,
    ];
    const terms = {
      epoch: Number(epoch),
      baseVersion: Number(baseVersion),
      confidencePpm: 40_000,
      stake: parseLoam(this.#parameters.stakes.minStakeLoam) / 10n ** 12n,
    };
    const entries: ChainEntry[] = this.#learners.map((learner) => {
      const text = `${learner} ${epoch}`;
      return {
        learner,
        cid: keccak256(toHex(text)),
        metricsHash: keccak256(toHex(`m ${text}`)),
        terms,
        leaves: 0,
      };
    });
    await this.#send(
      'submit',
      entries.map(({ learner, cid, metricsHash }) =>
        this.#network.call(learner, 'EpochManager', 'submit', [cid, metricsHash, terms]),
      ),
    );
    this.#entries = entries;
    await this.#salts(epoch);
    await this.#chain.wait(this.#parameters.epochs.finalitySeconds);
    return epoch;
  }

  #entries: readonly ChainEntry[] = [];

  async #salts(epoch: bigint): Promise<void> {
    const salt = (i: number): Hex => keccak256(toHex(`salt ${epoch} ${i}`));
    await this.#send(
      'salts',
      this.#validators.map((validator, i) => {
        const commitment = saltCommitment(epoch, i + 1, salt(i));
        return this.#network.call(validator, 'Randomness', 'commitSalt', [epoch, commitment]);
      }),
    );
    await this.#chain.wait(this.#parameters.epochs.submitSeconds);
    await this.#send(
      'salts',
      this.#validators.map((validator, i) =>
        this.#network.call(validator, 'Randomness', 'revealSalt', [epoch, i + 1, salt(i)]),
      ),
    );
  }

  /** @returns node numbers of the seats of each submission */
  async #draw(epoch: bigint): Promise<readonly (readonly number[])[]> {
    const links = chainLinks(this.#entries);
    const parts = chunks(links, DRAWN_AT_ONCE);
    // The first call only names the block whose hash decides.
    await this.#send('draw', [this.#network.call(this.#aggregator, 'EpochManager', 'draw', [[], [], []])]);
    const receipts = await this.#send(
      'draw',
      parts.map((part) => this.#network.call(this.#aggregator, 'EpochManager', 'draw', [part, [], []])),
    );
    const seats: number[][] = Array.from(this.#learners, () => []);
    const abi = this.#network.abi('EpochManager');
    for (const log of receipts.flatMap(({ logs }) => logs)) {
      if (log.address.toLowerCase() !== this.#network.addresses.EpochManager.toLowerCase()) continue;
      const event = decodeEventLog({ abi, topics: [...log.topics] as [Hex, ...Hex[]], data: log.data });
      if (event.eventName !== 'CommitteeDrawn') continue;
      const args = event.args as unknown as { epoch: bigint; index: bigint; seats: readonly number[] };
      if (args.epoch === epoch) seats[Number(args.index)] = [...args.seats];
    }
    return seats;
  }

  async #judge(epoch: bigint, seats: readonly (readonly number[])[]): Promise<void> {
    const ballots = this.#validators.map((validator, i) =>
      seats.flatMap((committee, index) =>
        committee.includes(i + 1) ? [attestation(epoch, BigInt(index), validator)] : [],
      ),
    );
    const seated = this.#validators
      .map((validator, i) => ({ validator, list: ballots[i] ?? [] }))
      .filter(({ list }) => list.length > 0);
    await this.#send(
      'commit',
      seated.map(({ validator, list }) =>
        this.#network.call(validator, 'Verdicts', 'commit', [epoch, commitTo(list).root, list.length]),
      ),
    );
    await this.#chain.wait(1);
    await this.#send(
      'reveal',
      seated.map(({ validator, list }) => this.#network.call(validator, 'Verdicts', 'revealAll', [list])),
    );
    await this.#chain.wait(1);
  }

  async #settle(epoch: bigint): Promise<void> {
    const indices = this.#learners.map((_learner, i) => BigInt(i));
    await this.#send(
      'settle',
      chunks(indices, SETTLED_AT_ONCE).map((part) =>
        this.#network.call(this.#aggregator, 'EpochManager', 'settle', [epoch, part]),
      ),
    );
  }

  async #merge(epoch: bigint): Promise<void> {
    const digest = keccak256(toHex(`manifest ${epoch}`));
    await this.#send('manifest', [
      this.#network.call(this.#aggregator, 'ModelRegistry', 'propose', [
        epoch,
        digest,
        digest,
        20_000,
        digest,
      ]),
    ]);
    await this.#chain.wait(this.#parameters.epochs.challengeSeconds);
    await this.#send('manifest', [
      this.#network.call(this.#aggregator, 'ModelRegistry', 'finalize', []),
      this.#network.call(this.#aggregator, 'RewardPool', 'allot', [epoch]),
    ]);
  }

  async #claim(epoch: bigint, seats: readonly (readonly number[])[]): Promise<void> {
    await this.#send(
      'claims',
      this.#learners.map((learner, index) =>
        this.#network.call(learner, 'RewardPool', 'claimLearner', [epoch, BigInt(index)]),
      ),
    );
    await this.#send(
      'claims',
      chunks(
        this.#learners.map((_, index) => BigInt(index)),
        CREDITED_AT_ONCE,
      ).map((part) => this.#network.call(this.#aggregator, 'RewardPool', 'credit', [epoch, part])),
    );
    await this.#send(
      'claims',
      this.#validators.flatMap((validator, i) => {
        const indices = seats.flatMap((committee, index) =>
          committee.includes(i + 1) ? [BigInt(index)] : [],
        );
        if (indices.length === 0) return [];
        return [this.#network.call(validator, 'RewardPool', 'claimValidator', [epoch, validator, indices])];
      }),
    );
    await this.#send('claims', [
      this.#network.call(this.#aggregator, 'RewardPool', 'claimAggregator', [epoch]),
    ]);
  }

  async #send(step: Step, calls: readonly Call[]): Promise<Receipt[]> {
    const receipts = await this.#chain.send(calls);
    this.#gas[step] += receipts.reduce((sum, { gas }) => sum + gas, 0);
    return receipts;
  }
}

function noGas(): Record<Step, number> {
  return { submit: 0, salts: 0, draw: 0, commit: 0, reveal: 0, settle: 0, manifest: 0, claims: 0 };
}

/** What every validator finds: a useful, new submission. */
function attestation(epoch: bigint, index: bigint, validator: Hex): Attestation {
  return {
    epoch,
    index,
    validator,
    pass: true,
    utilityPpm: 20_000,
    uniquenessPpm: 1_000_000,
    digest: keccak256(toHex(`digest ${epoch} ${index}`)),
    salt: keccak256(toHex(`salt ${epoch} ${index} ${validator}`)),
  };
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );
}
