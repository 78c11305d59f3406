import { existsSync, renameSync, rmSync } from 'node:fs';
import { privateKeyFromProtobuf } from '@libp2p/crypto/keys';
import { parseUnits } from 'viem';
import type { NetworkProgress } from '../../protocol/api/network-schemas.ts';
import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_BUNDLE_BYTES, MAX_BUNDLE_FILES } from '../../protocol/limits.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { type ArtifactStore, createArtifactStore } from '../artifacts/artifact-store.ts';
import { tidyArtifacts } from '../artifacts/tidy-artifacts.ts';
import { MIN_BATCH_LEAVES } from '../batches/limits.ts';
import { SubmissionBatches } from '../batches/submission-batches.ts';
import { readManifestDirectory } from '../bundle/read-bundle.ts';
import { register } from '../chain/actions/register.ts';
import { type ChainClient, createChainClient } from '../chain/chain-client.ts';
import { LOCAL_CHAIN_ID } from '../chain/limits.ts';
import { fundLocalAccount } from '../chain/local-faucet.ts';
import { readBalances } from '../chain/reads/read-balances.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import { readLatestVersion, readVersions } from '../chain/reads/read-versions.ts';
import { readServers } from '../chain/rpc/own-servers.ts';
import { recoverTransactions } from '../chain/transactions/recover-transactions.ts';
import { resendForgotten } from '../chain/transactions/resend-forgotten.ts';
import { watchChain } from '../chain/watch.ts';
import { ChangeHub } from '../change-hub.ts';
import { createPeerClocks, type PeerClocks } from '../clock/peer-clocks.ts';
import { keepTraffic } from '../disclosure/keep-traffic.ts';
import { createGossip, type Gossip } from '../gossip/gossip.ts';
import { versionAdapterDir } from '../learn/adapter-stack.ts';
import type { NodeContext } from '../node-context.ts';
import { createPeerDirectory, type PeerDirectory } from '../peers/peer-directory.ts';
import { createPeerHost, type PeerHost } from '../peers/peer-host.ts';
import { awaitFunds, type FundsNeeded, missingFunds } from './account-funds.ts';
import { ensureAdapterFiles, writeAdapterFiles } from './adapter-files.ts';
import { CHAIN_POLL_MS, FETCH_TIMEOUT_MS, LOCAL_GRANT_LOAM, LOCAL_STAKE_LOAM, TICK_MS } from './limits.ts';
import { MemberKeys } from './member-keys.ts';
import { readNetworkLimits } from './network-limits.ts';
import { peerOptions } from './peer-options.ts';

/** A role on the network. */
export type Role = 'learner' | 'validator' | 'aggregator';

/** How to join. */
export interface JoinOptions {
  readonly descriptor: NetworkDescriptor;
  readonly roles: readonly Role[];
  readonly onProgress?: (progress: NetworkProgress) => void;
  /** Told what the account lacks to register while the join waits for it; undefined when it waits no longer. */
  readonly onMissing?: (missing: LoamError | undefined) => void;
  /** Whether the validator's switch is on; a role that its owner has dropped is not taken up again. */
  readonly validates?: () => boolean;
  readonly signal?: AbortSignal;
}

const JOIN_STEPS = 5;

/** One node's membership of one network, from joining to leaving. */
export class NetworkSession {
  readonly context: NodeContext;
  readonly descriptor: NetworkDescriptor;
  readonly roles: readonly Role[];
  readonly chain: ChainClient;
  readonly peers: PeerHost;
  readonly artifacts: ArtifactStore;
  readonly gossip: Gossip;
  /** Wakes at every new block and whenever a role did something. */
  readonly changes = new ChangeHub();
  /** Clocks of connected peers. */
  readonly clocks: PeerClocks;
  /** Submissions that are posted together. */
  readonly batches: SubmissionBatches;
  readonly #directory: PeerDirectory;
  readonly #validates: () => boolean;
  readonly #stop = new AbortController();
  readonly #work: Promise<void>[] = [];
  #version = 0;
  #adapterDir: string | null = null;
  #fetching: Promise<void> | undefined;

  private constructor(
    context: NodeContext,
    options: JoinOptions,
    parts: {
      chain: ChainClient;
      peers: PeerHost;
      artifacts: ArtifactStore;
      gossip: Gossip;
      directory: PeerDirectory;
      clocks: PeerClocks;
    },
  ) {
    this.context = context;
    this.descriptor = options.descriptor;
    this.roles = options.roles;
    this.chain = parts.chain;
    this.peers = parts.peers;
    this.artifacts = parts.artifacts;
    this.gossip = parts.gossip;
    this.#directory = parts.directory;
    this.clocks = parts.clocks;
    this.#validates = options.validates ?? (() => true);
    this.batches = new SubmissionBatches({
      chain: parts.chain,
      host: parts.peers,
      artifacts: parts.artifacts,
      networkId: options.descriptor.id,
      address: context.keystore.signer.address,
      posts: context.config.batches?.post ?? options.roles.includes('aggregator'),
      fewest: context.config.batches?.fewest ?? MIN_BATCH_LEAVES,
      isAggregator: options.roles.includes('aggregator'),
      changes: this.changes,
      now: context.now,
      log: context.log,
      signal: this.#stop.signal,
    });
  }

  /** Aborted when the session ends. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Whether this node lets others post its submissions. */
  get handsOver(): boolean {
    return this.context.config.batches?.handOver ?? this.descriptor.chainId !== LOCAL_CHAIN_ID;
  }

  /** This node's address. */
  get address(): Hex {
    return this.context.keystore.signer.address;
  }

  /** Newest final model version whose adapter is on this machine. */
  get version(): number {
    return this.#version;
  }

  /** Its directory; null for version 0. */
  get adapterDir(): string | null {
    return this.#adapterDir;
  }

  /**
   * Connects to chain and peers, registers the roles, fetches the newest model version.
   *
   * @throws LoamError `NETWORK_OTHER_MODEL` when the network's base model is not the one loaded here, or what a part reports
   */
  static async join(context: NodeContext, options: JoinOptions): Promise<NetworkSession> {
    const { descriptor } = options;
    const say = (step: number, sentence: string): void => {
      options.signal?.throwIfAborted();
      options.onProgress?.({ step, of: JOIN_STEPS, sentence, done: false });
    };
    const undo: (() => Promise<void>)[] = [];
    try {
      say(1, 'Checking the chain and the base model');
      const model = await context.model();
      if (model.hash !== descriptor.baseModel) {
        throw new LoamError(
          'NETWORK_OTHER_MODEL',
          'This network improves another base model than the one loaded here.',
          {
            hint: 'Load the network’s base model, or join another network.',
            data: { expected: descriptor.baseModel, actual: model.hash },
          },
        );
      }
      const chain = await createChainClient({
        descriptor: { ...descriptor, rpcUrls: readServers(context.db, descriptor) },
        account: context.keystore.signer.account,
        db: context.db,
      });
      undo.push(async () => chain.close());

      say(2, 'Opening the connection to peers');
      const peers = await createPeerHost({
        dataDir: context.folder.dir,
        ...peerOptions(descriptor, context.config),
        privateKey: privateKeyFromProtobuf(context.keystore.peerPrivateKey()),
      });
      undo.push(() => peers.stop());
      const keys = new MemberKeys(chain);
      const gossip = await createGossip({
        host: peers,
        dataDir: context.folder.paths.gossip,
        networkId: descriptor.id,
        isAllowedKey: (epoch, key) => keys.isMember(epoch, key),
        privateKey: context.keystore.gossipPrivateKey(),
      });
      undo.push(() => gossip.stop());
      const directory = createPeerDirectory({ host: peers, networkId: descriptor.id });
      undo.push(async () => directory.stop());
      peers.maintain(descriptor.bootstrap);

      const session = new NetworkSession(context, options, {
        chain,
        peers,
        artifacts: createArtifactStore({ host: peers, ...readNetworkLimits(context) }),
        gossip,
        directory,
        clocks: await createPeerClocks(peers.helia.libp2p, context.now),
      });
      undo.push(async () => session.batches.stop());
      say(3, 'Registering and bonding the stake');
      await chain
        .inTurn(async () => {
          await resendForgotten(chain);
          await recoverTransactions(chain);
        })
        .catch((error: unknown) => {
          context.log.warn('an earlier transaction is not through yet', error);
        });
      await session.#register((needed) =>
        awaitFunds(chain, needed, {
          signal: AbortSignal.any([
            session.signal,
            ...(options.signal === undefined ? [] : [options.signal]),
          ]),
          onMissing: (missing) => {
            options.onMissing?.(missing);
            say(3, missing.sentence);
          },
        }),
      );
      options.onMissing?.(undefined);
      say(4, 'Fetching the newest model version');
      await session.refreshVersion();
      say(JOIN_STEPS, 'Joined');
      session.#work.push(session.#follow());
      session.start('keeping traffic', () => keepTraffic(session));
      session.start('tidying artifacts', () =>
        tidyArtifacts({ store: session.artifacts, log: context.log, signal: session.signal }),
      );
      return session;
    } catch (error) {
      for (const step of undo.reverse()) await step().catch(() => undefined);
      throw error;
    }
  }

  /** Runs `loop` until the session ends; its failure is logged, never thrown. */
  start(name: string, loop: () => Promise<void>): void {
    this.#work.push(
      loop().catch((error: unknown) => {
        if (!this.signal.aborted) this.context.log.warn(`${name} stopped`, error);
      }),
    );
  }

  /** Directory of a version's merged adapter, fetched and checked when it is not here yet; null for version 0. */
  async versionAdapter(version: number): Promise<string | null> {
    if (version === 0) return null;
    const dir = versionAdapterDir(this.context, this.descriptor.id, version);
    if (existsSync(dir)) return dir;
    const { cid, files } = await this.#fetchVersion(version);
    const partial = `${dir}.partial-${process.pid}`;
    rmSync(partial, { recursive: true, force: true });
    writeAdapterFiles(partial, files);
    await this.context.worker.client.inspect({ dir: partial });
    if (existsSync(dir)) rmSync(partial, { recursive: true, force: true });
    else renameSync(partial, dir);
    await this.artifacts.pin(cid);
    return dir;
  }

  /**
   * The same directory with its bytes compared with the published ones first: what is measured must not depend on
   * files that somebody may have changed.
   */
  async verifiedVersionAdapter(version: number): Promise<string | null> {
    const dir = await this.versionAdapter(version);
    if (dir !== null) ensureAdapterFiles(dir, (await this.#fetchVersion(version)).files);
    return dir;
  }

  async #fetchVersion(version: number) {
    const entry = (await readVersions(this.chain)).find((v) => v.version === version);
    if (entry === undefined || entry.manifestCid === null) {
      throw new LoamError('VERSION_UNKNOWN', `The registry has no model version ${version}.`);
    }
    const cid = digestToCid(entry.manifestCid as Hex);
    const directory = await this.artifacts.getDirectory(cid, {
      timeoutMs: FETCH_TIMEOUT_MS,
      maxBytes: MAX_BUNDLE_BYTES,
      maxFiles: MAX_BUNDLE_FILES,
      signal: this.signal,
    });
    return { cid, files: readManifestDirectory(directory) };
  }

  /** Brings {@link version} up to the registry's latest. Safe to call from many places at once. */
  refreshVersion(): Promise<void> {
    this.#fetching ??= this.#refreshVersion().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  /** Leaves the network within a few seconds. What is staked stays staked. */
  async stop(): Promise<void> {
    this.#stop.abort(new LoamError('NETWORK_LEFT', 'The network was left.'));
    await Promise.allSettled(this.#work);
    this.#directory.stop();
    this.batches.stop();
    await this.gossip
      .stop()
      .catch((error: unknown) => this.context.log.warn('gossip did not stop cleanly', error));
    await this.peers
      .stop()
      .catch((error: unknown) => this.context.log.warn('peers did not stop cleanly', error));
    this.chain.close();
  }

  async #refreshVersion(): Promise<void> {
    const latest = await readLatestVersion(this.chain);
    if (latest === this.#version) return;
    this.#adapterDir = await this.versionAdapter(latest);
    this.#version = latest;
    this.context.log.info('model version', { version: latest });
    this.changes.notify();
    this.context.hub.notify();
  }

  #dropsValidator(): boolean {
    return this.roles.includes('validator') && !this.#validates();
  }

  /** The roles to have on the chain now: without the validator's while its switch is off, unless it is the only one. */
  #wantedRoles(): readonly Role[] {
    if (!this.#dropsValidator()) return this.roles;
    const others = this.roles.filter((role) => role !== 'validator');
    return others.length === 0 ? this.roles : others;
  }

  /** @param wait waits for what the account lacks; otherwise lacking it is an error */
  async #register(wait?: (needed: FundsNeeded) => Promise<void>): Promise<void> {
    const roles = this.#wantedRoles();
    if (roles.length === 0) return;
    const known = await readNode(this.chain, this.address);
    if (known.stake > 0n && roles.every((role) => known.roles.includes(role))) return;
    const stake = await this.#bond(roles);
    const needed = { address: this.address, bond: stake > known.stake ? stake - known.stake : 0n };
    if (this.descriptor.chainId === LOCAL_CHAIN_ID) await this.#askFaucet(needed);
    else if (wait !== undefined) await wait(needed);
    else {
      const missing = await missingFunds(this.chain, needed);
      if (missing !== undefined) throw missing;
    }
    // Who fills a role up keeps those that it has beside it.
    const kept = known.roles.filter((role) => role !== 'validator' || !this.#dropsValidator());
    await register(this.chain, {
      roles: [...new Set([...roles, ...kept])],
      stake,
      gossipKey: `0x${this.gossip.publicKey()}`,
    });
  }

  /** Wei of LOAM to bond: a share for each role on the local network, the least that counts on others. */
  async #bond(roles: readonly Role[]): Promise<bigint> {
    if (this.descriptor.chainId === LOCAL_CHAIN_ID)
      return parseUnits(String(roles.reduce((sum, role) => sum + LOCAL_STAKE_LOAM[role], 0n)), 18);
    return (await readParameters(this.chain)).stake.minStake * STAKE_UNIT;
  }

  async #askFaucet({ address, bond }: FundsNeeded): Promise<void> {
    const balances = await readBalances(this.chain, address);
    if (balances.loam >= bond && balances.eth > 0n) return;
    await fundLocalAccount(this.chain, { address, loam: parseUnits(String(LOCAL_GRANT_LOAM), 18) });
  }

  async #restoreOwn(): Promise<void> {
    const sent = await this.chain.inTurn(() => resendForgotten(this.chain));
    if (sent > 0) this.context.log.info('sent again what the chain had lost', { transactions: sent });
    await this.#register();
  }

  async #follow(): Promise<void> {
    // Deadlines pass without a block; the roles look at the clock at least this often.
    const tick = setInterval(() => this.changes.notify(), TICK_MS);
    this.signal.addEventListener('abort', () => clearInterval(tick), { once: true });
    let newest = 0n;
    let isChecked = true;
    const heads = watchChain(this.chain, {
      signal: this.signal,
      intervalMs: CHAIN_POLL_MS,
      onError: () => {
        isChecked = false;
      },
    });
    for await (const { blockNumber } of heads) {
      if (blockNumber < newest) isChecked = false;
      newest = blockNumber;
      // A chain that went away or turned back may have lost what it had mined, perhaps with this node's registration in it.
      if (!isChecked) {
        await this.#restoreOwn().then(
          () => {
            isChecked = true;
          },
          (error: unknown) => {
            if (!this.signal.aborted) this.context.log.warn('registration not checked yet', error);
          },
        );
      }
      this.changes.notify();
      this.context.hub.notify();
      await this.refreshVersion().catch((error: unknown) => {
        if (!this.signal.aborted) this.context.log.warn('newest model version not fetched yet', error);
      });
    }
  }
}
