import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { LoamError } from '../protocol/errors/loam-error.ts';
import { createRouter, type NodeRouter } from './api/create-router.ts';
import { ChangeHub } from './change-hub.ts';
import { ChatService } from './chat/chat-service.ts';
import type { NodeConfig } from './config.ts';
import { Contributions } from './contributions/contributions.ts';
import { openDataFolder } from './data-folder/open-data-folder.ts';
import { failInterruptedRuns, listRuns, pauseInterruptedRuns } from './database/learning-runs.ts';
import { failInterruptedAnswers } from './database/messages.ts';
import { listInstalled } from './database/models.ts';
import { openDatabase } from './database/open-database.ts';
import { rowIdSequence } from './database/row-id.ts';
import { pausedRun } from './database/run-plans.ts';
import { recordSignatures } from './disclosure/record-signatures.ts';
import { DiskWatch } from './disk/disk-watch.ts';
import { openKeystore } from './keys/open-keystore.ts';
import { runAdapterDir } from './learn/adapter-stack.ts';
import { LearnService } from './learn/learn-service.ts';
import { AutoLearner } from './learn/schedule/auto-learner.ts';
import { IdleReport } from './learn/schedule/idle-report.ts';
import { readConditions } from './learn/schedule/read-conditions.ts';
import { createLogger } from './logger.ts';
import { openLogFile } from './logs/log-file.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { BUNDLED_MODEL } from './models/catalogue.ts';
import { ModelLoader } from './models/model-loader.ts';
import { ModelService } from './models/model-service.ts';
import { ThisComputer } from './models/this-computer.ts';
import { joinAtStart } from './network/join-at-start.ts';
import { NetworkManager } from './network/network-manager.ts';
import type { NodeContext } from './node-context.ts';
import { NoticeBoard } from './notices/notice-board.ts';
import { settleWithin } from './peers/settle-within.ts';
import type { ProcessHost } from './process/process-host.ts';
import { superviseWorker } from './process/supervised-worker.ts';
import { WalletService } from './wallet/wallet-service.ts';

/** A running node. */
export interface LoamNode {
  readonly context: NodeContext;
  readonly router: NodeRouter;
  readonly network: NetworkManager;
  /** Resolves when the node has stopped, however that came about. */
  readonly stopped: Promise<void>;
  /** Stops everything that this node started, within about 5 s. */
  stop(): Promise<void>;
}

/**
 * Opens the data folder, the keys and the database, starts loading the model, and joins the configured network.
 * Returns as soon as the API can be used; the model and the network go on in the background and show in the status.
 *
 * @param writeLog gets one line of JSON per event
 * @throws LoamError `DATA_FOLDER_IN_USE`, `DATA_FOLDER_NEWER`, `KEYS_…`, `DATABASE_…`
 */
export async function startNode(
  config: NodeConfig,
  host: ProcessHost,
  writeLog: (line: string) => void = () => undefined,
): Promise<LoamNode> {
  const folder = openDataFolder(config.dataDir);
  const undo: (() => void)[] = [() => folder.close()];
  try {
    const keystore = await openKeystore({
      dir: folder.dir,
      passphrase: config.passphrase,
      protection: config.protection,
    });
    const db = openDatabase({ file: folder.paths.database, key: keystore.databaseKey() });
    undo.unshift(() => db.close());
    recordSignatures(keystore.signer, db);
    pauseInterruptedRuns(db);
    failInterruptedRuns(db, Date.now(), 'Loam was closed while it was learning.');
    failInterruptedAnswers(db);
    emptyFolder(folder.paths.staging);
    const paused = pausedRun(db);
    emptyFolder(folder.paths.checkpoints, paused === null ? [] : [`run-${paused}`]);
    mkdirSync(folder.paths.adapters, { recursive: true });
    for (const { id, state } of listRuns(db)) {
      if (state !== 'done') rmSync(runAdapterDir({ folder }, id), { recursive: true, force: true });
    }

    const hub = new ChangeHub();
    const logFile = openLogFile(folder.paths.logs);
    const log = createLogger((line) => {
      logFile.write(line);
      writeLog(line);
    }, Date.now);
    const stopping = new AbortController();
    const worker = superviseWorker({
      host,
      onStateChange: () => hub.notify(),
      onTrouble: (trouble) => log.warn('the model process rests', trouble),
    });
    const computer = new ThisComputer(db);
    const loader = new ModelLoader({
      worker,
      hub,
      computer,
      bundled: { id: BUNDLED_MODEL.id, dir: config.modelDir, hash: null },
      threads: config.threads,
      find: (id) => listInstalled(db).find((model) => model.id === id),
    });
    const context: NodeContext = {
      config,
      folder,
      keystore,
      db,
      host,
      worker,
      log,
      hub,
      now: Date.now,
      random: (bytes) => new Uint8Array(randomBytes(bytes)),
      nextRowId: rowIdSequence(Date.now, (bytes) => new Uint8Array(randomBytes(bytes))),
      modelId: () => loader.current.id,
      model: () => loader.ready(),
      stopping: stopping.signal,
    };
    const network = new NetworkManager(context, (session) => contributions.resume(session));
    const adapter = () => ({
      version: network.session?.version ?? 0,
      adapterDir: network.session?.adapterDir ?? null,
    });
    const chat = new ChatService(context, adapter);
    const learn = new LearnService(context, chat, adapter);
    const contributions = new Contributions(context, () => network.session);
    const idle = new IdleReport(context.now);
    const auto = new AutoLearner(context, {
      learn,
      contributions,
      session: () => network.session,
      conditions: (waitFor) => readConditions(context, waitFor, () => idle.minutes()),
      device: () => ({ provider: 'CPU', threads: loader.threads, most: availableParallelism() }),
      hasRoom: () => disk.state.state === 'fine',
    });
    const models = new ModelService({
      context,
      loader,
      computer,
      network: () =>
        network.state.state === 'off' || network.state.state === 'failed' ? null : network.state.name,
      isLearning: () => learn.running !== null,
    });
    const disk = new DiskWatch({
      dir: folder.dir,
      nearlyFullBytes: config.nearlyFullBytes,
      stop: () => {
        log.warn('the disk is nearly full', undefined, { dir: folder.dir });
        auto.interrupt();
        void models.downloads.pauseAll();
        void network.leave().catch((error: unknown) => log.warn('leaving', error));
      },
      changed: () => hub.notify(),
    });
    disk.start(stopping.signal);
    if (disk.state.state === 'fine') models.downloads.resume();
    auto.start();
    const notices = new NoticeBoard(context, async () => {
      const { state, sentence, update } = auto.state();
      return {
        contributions: contributions.list(),
        consent: state === 'awaiting consent' && update !== null ? { runId: update.runId, sentence } : null,
        validator:
          network.session === undefined
            ? null
            : {
                network: network.session.descriptor.id,
                alerts: network.validatorAlerts.alerts(network.session.descriptor.id),
              },
        disk: disk.state,
      };
    });
    notices.start();

    let finish: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let stopCall: Promise<void> | undefined;
    const stop = (): Promise<void> => {
      stopCall ??= (async () => {
        stopping.abort(new LoamError('NODE_STOPPING', 'Loam is closing.'));
        const leaving = network.leave(JOIN_GIVE_UP_MS).catch((error: unknown) => log.warn('leaving', error));
        await settleWithin(leaving, LEAVE_ALONE_MS);
        // What still waits for the model to compute something is set free by this.
        await worker.stop();
        await leaving;
        await auto.stopped();
        await learn.stopped();
        await notices.stopped();
        await models.downloads.stopped();
        for (const close of undo) close();
        finish();
      })();
      return stopCall;
    };
    const router = createRouter({
      context,
      chat,
      learn,
      auto,
      idle,
      contributions,
      network,
      notices,
      disk,
      wallet: new WalletService(context),
      models,
      loader,
      computer,
      shutdown: () => void stop(),
    });
    if (config.metrics !== undefined) {
      const metrics = await serveMetrics(config.metrics, () => ({
        peers: network.session?.peers.peers().length ?? 0,
        joined: network.session === undefined ? 0 : 1,
        modelVersion: network.session?.version ?? 0,
        workerReady: worker.state === 'ready' ? 1 : 0,
        learning: learn.running === null ? 0 : 1,
        sentBytes: network.session?.peers.traffic().sentBytes ?? 0,
        receivedBytes: network.session?.peers.traffic().receivedBytes ?? 0,
        databaseBytes: statSync(folder.paths.database).size,
      }));
      undo.unshift(() => void metrics.close());
      log.info('metrics', { url: metrics.url });
    }
    void joinAtStart(network, context);
    void loader.ready().catch((error: unknown) => log.warn('model', error));
    return { context, router, network, stopped, stop };
  } catch (error) {
    for (const close of undo) close();
    throw error;
  }
}

/** Milliseconds that a join in progress has to give up when the node stops. */
const JOIN_GIVE_UP_MS = 1_500;
/** Milliseconds that leaving gets before the worker is stopped under it. */
const LEAVE_ALONE_MS = 1_000;

function emptyFolder(dir: string, keep: readonly string[] = []): void {
  mkdirSync(dir, { recursive: true });
  for (const name of readdirSync(dir))
    if (!keep.includes(name)) rmSync(join(dir, name), { recursive: true, force: true });
}
