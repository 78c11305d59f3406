import { mkdirSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import type { NetworkCosts, NetworkProgress } from '../../protocol/api/network-schemas.ts';
import type { ParameterChanges } from '../../protocol/chain/network-parameters.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { postingPlace } from '../batches/batch-times.ts';
import { LOCAL_CHAIN_ID } from '../chain/limits.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { serveSessionIndex } from '../indexer/serve-session-index.ts';
import { BUNDLED_MODEL } from '../models/catalogue.ts';
import type { NodeContext } from '../node-context.ts';
import { settleWithin } from '../peers/settle-within.ts';
import { Aggregator } from '../roles/aggregator.ts';
import { CanaryPlanter } from '../roles/canary-planter.ts';
import { keepDisputes } from '../roles/dispute-keeper.ts';
import { keepEpochs } from '../roles/keeper.ts';
import { roleLoop } from '../roles/role-loop.ts';
import { ValidatorAlertBook } from '../roles/validator-alert-book.ts';
import { ValidatorService } from '../roles/validator-service.ts';
import { watchValidator } from '../roles/watch-validator.ts';
import { LocalNetwork } from './local-network.ts';
import { type LocalMemberPlan, localPlan } from './local-plan.ts';
import { NetworkSession, type Role } from './network-session.ts';

/** Measured on a 2-core machine: resident memory of one further node with its worker after an epoch. */
const MEMBER_MEMORY_BYTES = 330 * 1024 * 1024;
const MEMBER_DISK_BYTES = 25 * 1024 * 1024;
/** Measured over five idle minutes with four connected peers: bytes both ways together, and processor time. */
const IDLE_BYTES_PER_HOUR = 4_900_000;
const IDLE_CORE_PERCENT = 2.2;
/** Members of the local network besides this node. */
const LOCAL_MEMBERS = [
  { name: 'validator-1', roles: ['validator'] },
  { name: 'validator-2', roles: ['validator'] },
  { name: 'validator-3', roles: ['validator'] },
  { name: 'aggregator-1', roles: ['aggregator', 'learner'] },
] as const satisfies readonly { name: string; roles: Role[] }[];

/** How {@link NetworkManager.startLocal} differs from what the app does. */
export interface StartLocalOptions {
  /** Members to put into a new local network instead of the usual ones. */
  readonly members?: readonly LocalMemberPlan[];
  /** Rules of a new local network that differ from the usual ones. */
  readonly parameters?: ParameterChanges;
  /** Every member serves its numbers for Prometheus on this computer. */
  readonly metrics?: boolean;
  /** Only these members' processes are started. */
  readonly only?: readonly string[];
  /** Roles of this node in it. */
  readonly roles?: readonly Role[];
}
/** Milliseconds that leaving waits for a join in progress to give up. */
const LEAVE_PATIENCE_MS = 60_000;
/** Milliseconds over which the nodes of a network that is not local move a stuck epoch on, one after the other. */
const KEEPER_SPREAD_MS = 60_000;
/** Milliseconds before a node without the aggregator's role moves a stuck epoch on. */
const KEEPER_PATIENCE_MS = 8_000;

/** What the status shows of the network. */
export interface NetworkState {
  readonly state: 'off' | 'starting' | 'on' | 'stopping' | 'failed';
  readonly name: string | null;
  readonly chainId: number | null;
  readonly sentence: string;
  /** Stable code of what it waits for or failed of, such as `ACCOUNT_NOT_FUNDED`. */
  readonly code?: string | undefined;
}

const OFF: NetworkState = {
  state: 'off',
  name: null,
  chainId: null,
  sentence: 'Not part of any network. Chatting and learning stay on this computer.',
};

/** Joins and leaves networks; at most one at a time. */
export class NetworkManager {
  readonly #context: NodeContext;
  readonly #onJoined: (session: NetworkSession) => void;
  /** The validator's switch; it works while a network is joined with that role. */
  readonly validator: ValidatorService;
  /** What the validator's owner was told. */
  readonly validatorAlerts: ValidatorAlertBook;
  #state: NetworkState = OFF;
  #session: NetworkSession | undefined;
  #local: LocalNetwork | undefined;
  #joining: Promise<void> | undefined;
  #validating: NetworkSession | undefined;
  #giveUp = new AbortController();
  #progress: NetworkProgress = { step: 0, of: 1, sentence: '', done: false };

  constructor(context: NodeContext, onJoined: (session: NetworkSession) => void) {
    this.#context = context;
    this.validator = new ValidatorService(context);
    this.validatorAlerts = new ValidatorAlertBook(context.db, context.now);
    this.#onJoined = onJoined;
  }

  get state(): NetworkState {
    const trouble = this.#local?.trouble;
    return trouble === undefined
      ? this.#state
      : { ...this.#state, sentence: `${this.#state.sentence} ${trouble}` };
  }

  get session(): NetworkSession | undefined {
    return this.#session;
  }

  /** The local network that this node started, if any. */
  get local(): LocalNetwork | undefined {
    return this.#local;
  }

  costs(): NetworkCosts {
    const memoryBytes = MEMBER_MEMORY_BYTES * LOCAL_MEMBERS.length;
    const share = Math.round((memoryBytes / totalmem()) * 100);
    return {
      memoryBytes,
      diskBytes: MEMBER_DISK_BYTES * LOCAL_MEMBERS.length,
      processes: LOCAL_MEMBERS.length * 2 + 1,
      idleBytesPerHour: IDLE_BYTES_PER_HOUR,
      idleCorePercent: IDLE_CORE_PERCENT,
      sentence:
        `It runs ${LOCAL_MEMBERS.length} further nodes and a chain on this computer: about ` +
        `${(memoryBytes / 2 ** 30).toFixed(1)} GB of memory (${share} % of it, ${(freemem() / 2 ** 30).toFixed(1)} GB are free) ` +
        'and short bursts of work while a contribution is checked. Nothing leaves this computer.',
    };
  }

  /** Starts the local network and joins it; when it runs already, says so at once. */
  startLocal(options: StartLocalOptions = {}): AsyncGenerator<NetworkProgress, void, void> {
    return this.#follow(() => this.#startLocal(options));
  }

  /** Turns the validator on; in a network that was joined without that role it takes it up. */
  startValidator(options: { readonly acceptEmptyHistory?: boolean; readonly onlyHere?: boolean } = {}): void {
    this.validator.turnOn(options);
    if (this.#session !== undefined) this.#runValidator(this.#session);
  }

  /** Joins the network of `descriptor`. @throws LoamError `NETWORK_BUSY` when another one is joined */
  join(descriptor: NetworkDescriptor, roles: readonly Role[]): AsyncGenerator<NetworkProgress, void, void> {
    if (this.#session !== undefined && this.#session.descriptor.id !== descriptor.id) {
      throw new LoamError('NETWORK_BUSY', 'This computer is part of another network.', {
        hint: 'Leave it first.',
      });
    }
    return this.#follow(() => this.#join(descriptor, roles, 0, this.#giveUp.signal));
  }

  /**
   * Leaves the network and stops what {@link startLocal} started. A join in progress is given up.
   *
   * @param patienceMs how long a join may take to notice; one that notices later cleans up behind itself
   */
  async leave(patienceMs = LEAVE_PATIENCE_MS): Promise<void> {
    this.#giveUp.abort(new LoamError('NETWORK_LEFT', 'The network was left before it was joined.'));
    if (this.#joining !== undefined) await settleWithin(this.#joining, patienceMs);
    this.#giveUp = new AbortController();
    if (this.#session === undefined && this.#local === undefined) {
      if (this.#state.state !== 'off') this.#set(OFF);
      return;
    }
    this.#set({ ...this.#state, state: 'stopping', sentence: 'Leaving the network.', code: undefined });
    await this.#session?.stop();
    this.#session = undefined;
    await this.#local?.stop();
    this.#local = undefined;
    this.#set(OFF);
  }

  async *#follow(begin: () => Promise<void>): AsyncGenerator<NetworkProgress, void, void> {
    if (this.#session === undefined) {
      this.#joining ??= begin().finally(() => {
        this.#joining = undefined;
      });
    }
    const work = this.#joining ?? Promise.resolve();
    const done = new AbortController();
    work.then(
      () => done.abort(),
      () => done.abort(),
    );
    let last = '';
    for await (const _ of this.#context.hub.changes(done.signal, 50)) {
      const text = JSON.stringify(this.#progress);
      if (text !== last && this.#joining !== undefined) yield this.#progress;
      last = text;
    }
    await work;
    yield { step: this.#progress.of, of: this.#progress.of, sentence: this.#state.sentence, done: true };
  }

  async #startLocal(options: StartLocalOptions): Promise<void> {
    if (this.#context.modelId() !== BUNDLED_MODEL.id) {
      throw new LoamError(
        'NETWORK_OTHER_MODEL',
        `The local network improves ${BUNDLED_MODEL.name}, and another model is in use.`,
        {
          hint: `Use ${BUNDLED_MODEL.name} first: Settings, Models and folders.`,
        },
      );
    }
    const { signal } = this.#giveUp;
    this.#set({
      state: 'starting',
      name: 'Local network',
      chainId: null,
      sentence: 'Starting the local network.',
    });
    const folder = join(this.#context.folder.dir, 'local-network');
    try {
      mkdirSync(folder, { recursive: true });
      const planned = localPlan(
        folder,
        options.members ?? LOCAL_MEMBERS.map(({ name, roles }) => ({ name, roles: [...roles] })),
      );
      const members = planned.filter(({ name }) => options.only === undefined || options.only.includes(name));
      const network = await LocalNetwork.start(
        this.#context,
        {
          folder,
          members,
          ...(options.parameters === undefined ? {} : { parameters: options.parameters }),
          ...(options.metrics === undefined ? {} : { metrics: options.metrics }),
        },
        (progress) => this.#say({ ...progress, of: progress.of + 5 }),
      );
      this.#local = network;
      signal.throwIfAborted();
      await this.#join(network.descriptor, options.roles ?? ['learner'], 3 + members.length, signal);
    } catch (error) {
      await this.#local?.stop().catch(() => undefined);
      this.#local = undefined;
      this.#fail(error);
      throw error;
    }
  }

  async #join(
    descriptor: NetworkDescriptor,
    roles: readonly Role[],
    stepsBefore: number,
    signal: AbortSignal,
  ): Promise<void> {
    this.#set({
      state: 'starting',
      name: descriptor.name,
      chainId: descriptor.chainId,
      sentence: `Joining ${descriptor.name}.`,
    });
    try {
      const session = await NetworkSession.join(this.#context, {
        descriptor,
        roles,
        onProgress: (p) => this.#say({ ...p, step: p.step + stepsBefore, of: p.of + stepsBefore }),
        onMissing: (missing) =>
          this.#set({
            state: 'starting',
            name: descriptor.name,
            chainId: descriptor.chainId,
            sentence: missing === undefined ? `Joining ${descriptor.name}.` : missing.sentence,
            ...(missing === undefined ? {} : { code: missing.code }),
          }),
        validates: () => this.validator.isWanted,
        signal,
      });
      this.#session = session;
      const patienceMs = keeperPatience(session);
      if (patienceMs !== null) {
        session.start('keeper', () => keepEpochs(session, patienceMs));
        session.start('dispute keeper', () => keepDisputes(session, patienceMs));
      }
      session.start('batch poster', () =>
        roleLoop(session, 'batch poster', async () => {
          await session.batches.step();
        }),
      );
      if (roles.includes('validator') || (await this.#isOnDuty(session))) this.#runValidator(session);
      if (roles.includes('aggregator')) session.start('aggregator', () => new Aggregator(session).run());
      const { canaryChance = 0 } = this.#context.config;
      if (canaryChance > 0 && roles.includes('learner'))
        session.start('canary planter', () => new CanaryPlanter(session, canaryChance).run());
      const { index } = this.#context.config;
      if (index !== undefined) session.start('index', () => serveSessionIndex(session, index));
      this.#set({
        state: 'on',
        name: descriptor.name,
        chainId: descriptor.chainId,
        sentence: `Part of ${descriptor.name}.`,
      });
      this.#onJoined(session);
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  #runValidator(session: NetworkSession): void {
    if (this.#validating === session) return;
    this.#validating = session;
    session.start('validator', () => this.validator.run(session));
    session.start('validator alerts', () => watchValidator(session, this.validator, this.validatorAlerts));
  }

  /** Whether this data folder's keys have the role on the chain and used it here: who is drawn and silent is fined. */
  async #isOnDuty({ chain, address }: NetworkSession): Promise<boolean> {
    if (!this.validator.hasSigned) return false;
    return (await readNode(chain, address)).roles.includes('validator');
  }

  #fail(error: unknown): void {
    const loam = LoamError.wrap('NETWORK_FAILED', error);
    this.#context.log.warn('network', loam);
    this.#set({ ...this.#state, state: 'failed', sentence: loam.sentence, code: loam.code });
  }

  #say(progress: NetworkProgress): void {
    this.#progress = progress;
    this.#context.hub.notify();
  }

  #set(state: NetworkState): void {
    this.#state = state;
    this.#context.hub.notify();
  }
}

/**
 * Milliseconds that a node leaves a stuck epoch to others; null where it has nothing to pay with. Where a transaction
 * costs something, nodes come one after the other.
 */
function keeperPatience({ roles, address, descriptor }: NetworkSession): number | null {
  const isAggregator = roles.includes('aggregator');
  const patience = isAggregator ? 0 : KEEPER_PATIENCE_MS;
  if (descriptor.chainId === LOCAL_CHAIN_ID) return patience;
  return roles.length === 0 ? null : patience + postingPlace(address, 0, isAggregator) * KEEPER_SPREAD_MS;
}
