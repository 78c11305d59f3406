import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NetworkProgress } from '../../protocol/api/network-schemas.ts';
import type { ParameterChanges } from '../../protocol/chain/network-parameters.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { CANARY_CHANCE } from '../canaries/limits.ts';
import { type Anvil, startAnvil } from '../chain/anvil.ts';
import { deployNetwork } from '../chain/deploy.ts';
import type { NodeContext } from '../node-context.ts';
import { settleWithin } from '../peers/settle-within.ts';
import { BackOff } from '../process/back-off.ts';
import { connectNode, type NodeClient } from '../process/connect.ts';
import type { ChildHandle } from '../process/process-host.ts';
import { freePorts } from './free-ports.ts';
import { writeLocalAddresses } from './local-addresses.ts';
import type { LocalMemberPlan } from './local-plan.ts';
import type { Role } from './network-session.ts';

/** One further node on this computer. */
export interface LocalMember {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Talks to the process that runs now; replaced when it is restarted. */
  client: NodeClient;
  /** Where its numbers are served; absent unless the plan asks for it. */
  readonly metricsUrl?: string;
  pid: number | undefined;
  restarts: number;
}

/** What a local network consists of. */
export interface LocalNetworkPlan {
  /** Folder below which the chain's state and every member's data lie. */
  readonly folder: string;
  readonly members: readonly LocalMemberPlan[];
  /** Rules of a new network that differ from the usual ones. */
  readonly parameters?: ParameterChanges;
  /** Every member serves its numbers for Prometheus on this computer. */
  readonly metrics?: boolean;
}

/** Members whose addresses everybody dials first; the rest find each other through them. */
const BOOTSTRAP_MEMBERS = 3;
const LOOPBACK = '127.0.0.1';
/** First pause before a member that died is started again, milliseconds. */
const MEMBER_PAUSE_MS = 500;
/** Milliseconds that members get to end before they are killed: less than a node has for all of its own end. */
const MEMBER_STOP_MS = 2_500;

/**
 * A whole network on one computer: a chain, its contracts, and members in processes of their own, each with its own
 * keys, data folder and stake. Processes that die are started again; everything is on disk, so stopping and
 * starting goes on where it was.
 */
export class LocalNetwork {
  readonly descriptor: NetworkDescriptor;
  readonly members: LocalMember[] = [];
  readonly #context: NodeContext;
  readonly #plan: LocalNetworkPlan;
  readonly #ports: ReadonlyMap<string, number>;
  readonly #metricsPorts: ReadonlyMap<string, number>;
  readonly #handles = new Map<string, ChildHandle>();
  readonly #backOffs = new Map<string, BackOff>();
  readonly #troubles: Map<string, LoamError>;
  readonly #stop = new AbortController();
  #anvil: Anvil;

  private constructor(
    context: NodeContext,
    plan: LocalNetworkPlan,
    anvil: Anvil,
    descriptor: NetworkDescriptor,
    ports: readonly number[],
    troubles: Map<string, LoamError>,
  ) {
    const { length } = plan.members;
    this.#troubles = troubles;
    this.#ports = new Map(plan.members.map(({ name }, i) => [name, ports[i] ?? 0]));
    this.#metricsPorts = new Map(
      plan.metrics === true ? plan.members.map(({ name }, i) => [name, ports[length + i] ?? 0]) : [],
    );
    this.#context = context;
    this.#plan = plan;
    this.#anvil = anvil;
    this.descriptor = descriptor;
  }

  /** Process id of the chain, for people and tests that look. */
  get chainPid(): number {
    return this.#anvil.pid;
  }

  /** What stops again and again and rests now, in words for a person; undefined when all is well. */
  get trouble(): string | undefined {
    const said = [...this.#troubles.values()].map(({ sentence }) => sentence);
    return said.length === 0 ? undefined : said.join(' ');
  }

  /** Starts chain, contracts and members; streams what it does. */
  static async start(
    context: NodeContext,
    plan: LocalNetworkPlan,
    onProgress: (progress: NetworkProgress) => void,
  ): Promise<LocalNetwork> {
    const of = 3 + plan.members.length;
    const say = (step: number, sentence: string): void => onProgress({ step, of, sentence, done: false });
    say(1, 'Loading the base model');
    const model = await context.model();
    say(2, 'Starting a chain on this computer');
    mkdirSync(plan.folder, { recursive: true });
    const troubles = new Map<string, LoamError>();
    const anvil = await startAnvil({
      dir: join(plan.folder, 'chain'),
      ...(context.config.anvilPath === undefined ? {} : { anvilPath: context.config.anvilPath }),
      onCrash: (error) => {
        if (error === undefined) troubles.delete('chain');
        else troubles.set('chain', error);
        context.hub.notify();
        if (error === undefined) context.log.info('the local chain crashed and runs again');
        else context.log.warn('the local chain is not back yet', error);
      },
    });
    let network: LocalNetwork | undefined;
    try {
      say(3, 'Putting the contracts on it');
      const deployed = await deployNetwork({
        url: anvil.url,
        file: join(plan.folder, 'network.json'),
        name: 'Local network',
        baseModel: model.hash,
        ...(plan.parameters === undefined ? {} : { parameters: plan.parameters }),
      });
      const ports = await freePorts(plan.members.length * (plan.metrics === true ? 2 : 1));
      network = new LocalNetwork(
        context,
        plan,
        anvil,
        {
          ...deployed,
          bootstrap: ports.slice(0, Math.min(BOOTSTRAP_MEMBERS, plan.members.length)).map(address),
        },
        ports,
        troubles,
      );
      // The file that names the contracts is written; from here on no kill may leave a chain without them.
      await anvil.kept();
      writeLocalAddresses(plan.folder, network.descriptor.bootstrap);
      for (const [i, member] of plan.members.entries()) {
        say(4 + i, `Starting ${member.name}`);
        await network.#startMember(member);
      }
      return network;
    } catch (error) {
      await (network ?? anvil).stop().catch(() => undefined);
      throw error;
    }
  }

  /** Stops members, then the chain. Their state stays on disk. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled(
      [...this.#handles].map(async ([name, handle]) => {
        const member = this.members.find((m) => m.name === name);
        void member?.client.system.shutdown().catch(() => undefined);
        const gone = await settleWithin(handle.exited, MEMBER_STOP_MS);
        if (!gone) handle.kill('SIGKILL');
      }),
    );
    await this.#anvil.stop();
  }

  async #startMember(plan: LocalMemberPlan): Promise<void> {
    const { name, roles } = plan;
    const { config } = this.#context;
    const metricsPort = this.#metricsPorts.get(name);
    const handle = await this.#context.host.spawnNode({
      dataDir: join(this.#plan.folder, name),
      host: 'terminal',
      modelDir: config.modelDir,
      threads: 1,
      // The same address after a restart, so that the others find it again.
      listen: [address(this.#ports.get(name) ?? 0)],
      roles: [...roles],
      ...(metricsPort === undefined ? {} : { metrics: { host: LOOPBACK, port: metricsPort } }),
      // Whoever checks or merges has a learner's place to spare.
      ...(roles.includes('learner') && roles.length > 1 ? { canaryChance: CANARY_CHANCE } : {}),
      ...(plan.reckless === true ? { reckless: true } : {}),
      descriptor: this.descriptor,
      workerEntry: config.workerEntry,
      nodeEntry: config.nodeEntry,
      ...(config.anvilPath === undefined ? {} : { anvilPath: config.anvilPath }),
    });
    const client = connectNode(handle.port);
    this.#handles.set(name, handle);
    const known = this.members.find((m) => m.name === name);
    if (known === undefined)
      this.members.push({
        name,
        roles,
        client,
        ...(metricsPort === undefined ? {} : { metricsUrl: `http://${LOOPBACK}:${metricsPort}/metrics` }),
        pid: handle.pid,
        restarts: 0,
      });
    else Object.assign(known, { client, pid: handle.pid, restarts: known.restarts + 1 });
    const startedAt = this.#context.now();
    void handle.exited.then(() => this.#memberExited(plan, startedAt, handle.lastWords?.()));
  }

  async #memberExited(plan: LocalMemberPlan, startedAt: number, lastWords?: string): Promise<void> {
    const { name } = plan;
    if (this.#stop.signal.aborted) return;
    const { log, hub, now } = this.#context;
    const { waitMs, trouble } = this.#backOffOf(name).ended(startedAt, lastWords);
    if (trouble !== undefined) {
      this.#troubles.set(name, trouble);
      hub.notify();
    }
    log.warn(
      'a member of the local network stopped and is started again',
      trouble ?? new LoamError('MEMBER_EXITED', `${name} exited.`),
      { waitMs: Math.round(waitMs) },
    );
    await sleep(waitMs, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    if (this.#stop.signal.aborted) return;
    this.#troubles.delete(name);
    const tried = now();
    try {
      await this.#startMember(plan);
    } catch (error) {
      log.warn('a member could not be started', error, { name });
      void this.#memberExited(plan, tried, LoamError.wrap('SPAWN_FAILED', error).message);
    }
    hub.notify();
  }

  #backOffOf(name: string): BackOff {
    const known = this.#backOffs.get(name);
    if (known !== undefined) return known;
    const backOff = new BackOff({
      name,
      advice: `Its log is in the folder ${name} of the local network; leaving the network stops it.`,
      firstMs: MEMBER_PAUSE_MS,
      now: this.#context.now,
      random: () => (this.#context.random(1)[0] ?? 0) / 256,
    });
    this.#backOffs.set(name, backOff);
    return backOff;
  }
}

function address(port: number): string {
  return `/ip4/${LOOPBACK}/tcp/${port}`;
}
