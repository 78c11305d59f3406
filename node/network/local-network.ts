import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { NetworkProgress } from '../../protocol/api/network-schemas.ts';
import type { ParameterChanges } from '../../protocol/chain/network-parameters.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { CANARY_CHANCE } from '../canaries/limits.ts';
import { type Anvil, startAnvil } from '../chain/anvil.ts';
import { deployNetwork } from '../chain/deploy.ts';
import type { NodeContext } from '../node-context.ts';
import { connectNode, type NodeClient } from '../process/connect.ts';
import type { ChildHandle } from '../process/process-host.ts';
import { freePorts } from './free-ports.ts';
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
  readonly members: readonly { readonly name: string; readonly roles: readonly Role[] }[];
  /** Rules of a new network that differ from the usual ones. */
  readonly parameters?: ParameterChanges;
  /** Every member serves its numbers for Prometheus on this computer. */
  readonly metrics?: boolean;
}

/** Members whose addresses everybody dials first; the rest find each other through them. */
const BOOTSTRAP_MEMBERS = 3;
const LOOPBACK = '127.0.0.1';
const RESTART_MIN_MS = 500;
const RESTART_MAX_MS = 15_000;

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
  #anvil: Anvil;
  #stopping = false;

  private constructor(
    context: NodeContext,
    plan: LocalNetworkPlan,
    anvil: Anvil,
    descriptor: NetworkDescriptor,
    ports: readonly number[],
  ) {
    const { length } = plan.members;
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
    const anvil = await startAnvil({
      dir: join(plan.folder, 'chain'),
      ...(context.config.anvilPath === undefined ? {} : { anvilPath: context.config.anvilPath }),
      onCrash: (error) =>
        error === undefined
          ? context.log.info('the local chain crashed and runs again')
          : context.log.warn('the local chain crashed and does not come back', error),
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
      );
      // A crash of the chain may lose its last second, but never the contracts.
      await anvil.saved();
      for (const [i, member] of plan.members.entries()) {
        say(4 + i, `Starting ${member.name}`);
        await network.#startMember(member.name, member.roles);
      }
      return network;
    } catch (error) {
      await (network ?? anvil).stop().catch(() => undefined);
      throw error;
    }
  }

  /** Stops members, then the chain. Their state stays on disk. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.allSettled(
      [...this.#handles].map(async ([name, handle]) => {
        const member = this.members.find((m) => m.name === name);
        await Promise.race([member?.client.system.shutdown(), handle.exited]).catch(() => undefined);
        const gone = await Promise.race([
          handle.exited.then(() => true),
          new Promise<false>((r) => setTimeout(() => r(false), 5_000)),
        ]);
        if (!gone) handle.kill('SIGKILL');
      }),
    );
    await this.#anvil.stop();
  }

  async #startMember(name: string, roles: readonly Role[]): Promise<void> {
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
    void handle.exited.then(() => this.#memberExited(name, roles));
  }

  async #memberExited(name: string, roles: readonly Role[]): Promise<void> {
    if (this.#stopping) return;
    const restarts = this.members.find((m) => m.name === name)?.restarts ?? 0;
    const wait = Math.min(RESTART_MAX_MS, RESTART_MIN_MS * 2 ** Math.min(restarts, 5));
    this.#context.log.warn(
      'a member of the local network stopped and is started again',
      new LoamError('MEMBER_EXITED', `${name} exited.`),
      { waitMs: wait },
    );
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (this.#stopping) return;
    try {
      await this.#startMember(name, roles);
    } catch (error) {
      this.#context.log.warn('a member could not be started', error, { name });
      const known = this.members.find((m) => m.name === name);
      if (known !== undefined) known.restarts++;
      void this.#memberExited(name, roles);
    }
  }
}

function address(port: number): string {
  return `/ip4/${LOOPBACK}/tcp/${port}`;
}
