import { existsSync } from 'node:fs';
import type { ValidatorStatus } from '../../protocol/api/validator-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_PAGE_HISTORY_CHARS } from '../../protocol/limits.ts';
import { setRoles } from '../chain/actions/set-roles.ts';
import { LOCAL_CHAIN_ID } from '../chain/limits.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { readEpoch } from '../chain/reads/read-epoch.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { ChangeHub } from '../change-hub.ts';
import { chainAhead } from '../clock/chain-ahead.ts';
import { clockTrouble } from '../clock/clock-trouble.ts';
import { CLOCK_LOOK_MS } from '../clock/limits.ts';
import type { NetworkSession } from '../network/network-session.ts';
import type { NodeContext } from '../node-context.ts';
import { lookForDouble, type Sighting, sightingSentence } from '../signing-history/double-watch.ts';
import {
  exportHistory,
  type Imported,
  importHistory,
  parseHistory,
} from '../signing-history/history-file.ts';
import { markerFile } from '../signing-history/history-marker.ts';
import {
  ABSENCE_MS,
  DOUBLE_LOOK_MS,
  DOUBLE_WATCH_EPOCHS,
  DOUBLE_WATCH_LOCAL_MS,
  HEARTBEAT_MS,
} from '../signing-history/limits.ts';
import {
  historyFile,
  openSigningHistory,
  type SigningHistory,
} from '../signing-history/open-signing-history.ts';
import type { HistoryOwner } from '../signing-history/statement.ts';
import { watchWindow } from '../signing-history/watch-window.ts';
import { CurrentEpochLog } from './current-epoch-log.ts';
import { type TextPiece, TextUpload } from './text-upload.ts';
import { Validator } from './validator.ts';

/** Milliseconds until a validator that could not begin tries again. */
const RETRY_MS = 2_000;

const OFF: ValidatorStatus = { state: 'off', sentence: 'Not checking anything.', code: null, watch: null };
const WORKING: ValidatorStatus = {
  state: 'on',
  sentence: 'Checking what this computer is drawn for.',
  code: null,
  watch: null,
};

/**
 * The validator's one switch. Before the role starts it makes sure that nothing is in doubt (the signing history is
 * here, whole and the newest) and that nobody else works with the same key; in doubt it stays silent and says why.
 */
export class ValidatorService {
  readonly #context: NodeContext;
  readonly #wake = new ChangeHub();
  #status: ValidatorStatus = OFF;
  #history: SigningHistory | undefined;
  #wanted: 'on' | 'off' | undefined;
  #acceptEmpty = false;
  #isResumed = false;
  #isRunning = false;
  readonly #upload = new TextUpload(MAX_PAGE_HISTORY_CHARS);

  constructor(context: NodeContext) {
    this.#context = context;
  }

  /** What it does now, for people. */
  get status(): ValidatorStatus {
    return this.#status;
  }

  /** Whether its switch is on, as it was left. In doubt it is: what is in doubt is said when the role begins. */
  get isWanted(): boolean {
    try {
      if (this.#wanted === undefined) this.#open();
    } catch {
      return true;
    }
    return this.#wanted !== 'off';
  }

  /**
   * Turns it on.
   *
   * @param options.onlyHere a person says that no other node works with this key: it begins again after it has stopped
   * because of one, and watches first
   * @param options.acceptEmptyHistory begins an empty history where there is none that can be trusted
   */
  turnOn(options: { readonly acceptEmptyHistory?: boolean; readonly onlyHere?: boolean } = {}): void {
    this.#wanted = 'on';
    this.#isResumed = options.onlyHere === true;
    this.#acceptEmpty = options.acceptEmptyHistory === true && this.#status.state !== 'on';
    this.#history?.setSwitch('on');
    this.#wake.notify();
  }

  /** Turns it off; what it is drawn for already it does to the end. */
  turnOff(): void {
    this.#wanted = 'off';
    this.#history?.setSwitch('off');
    this.#wake.notify();
  }

  /** Whether the role's loop runs in a network with the switch on. */
  get isOn(): boolean {
    return this.#isRunning && this.isWanted;
  }

  /** Whether keys of this data folder have ever been used to validate. */
  get hasSigned(): boolean {
    const { dir } = this.#context.folder;
    return this.#history !== undefined || existsSync(historyFile(dir)) || existsSync(markerFile(dir));
  }

  /**
   * Runs `use` with the signing history, whether the role's loop holds it or not.
   *
   * @throws LoamError `SIGNING_HISTORY_…` when it cannot be trusted
   */
  withHistory<T>(use: (history: SigningHistory) => T, acceptEmpty = false): T {
    if (this.#history !== undefined) return use(this.#history);
    const { folder, now, random } = this.#context;
    const history = openSigningHistory({ dir: folder.dir, now, random, acceptEmpty });
    try {
      return use(history);
    } finally {
      history.close();
    }
  }

  /** The history of this key in a network as the text of a file. @throws LoamError `SIGNING_HISTORY_TOO_BIG` */
  exportHistory(network: string): { text: string; signatures: number; watermark: number } {
    const owner = { network, validator: this.#context.keystore.signer.address };
    return this.withHistory(({ ledger }) => {
      const text = exportHistory(ledger, owner);
      if (text.length > MAX_PAGE_HISTORY_CHARS)
        throw new LoamError('SIGNING_HISTORY_TOO_BIG', 'This signing history is too big for the page.', {
          hint: 'Close Loam and use ‘loam validator history export’ on the command line.',
          data: { chars: text.length, limit: MAX_PAGE_HISTORY_CHARS },
        });
      const { watermark, signed } = parseHistory(text);
      return { text, signatures: signed.length, watermark };
    });
  }

  /**
   * Takes an exported history into the one here, piece by piece.
   *
   * @returns what was done, with the last piece; null before
   * @throws LoamError `UPLOAD_OUT_OF_ORDER`, `SIGNING_HISTORY_…`
   */
  importHistory(piece: TextPiece): (Imported & { readonly network: string }) | null {
    const text = this.#upload.take(piece);
    if (text === null) return null;
    const file = parseHistory(text);
    const { now, keystore } = this.#context;
    // It covers its own epochs, so it may stand in for a history that is gone.
    const done = this.withHistory(
      ({ ledger }) =>
        importHistory(ledger, { network: file.network, validator: keystore.signer.address }, file, now()),
      true,
    );
    this.#wake.notify();
    this.#context.hub.notify();
    return { network: file.network, ...done };
  }

  /** How long it is silent before the first signature in this kind of network. */
  watchLength(isLocal: boolean): { readonly ms: number | null; readonly epochs: number | null } {
    const { localMs, epochs } = this.#context.config.doubleWatch ?? {
      localMs: DOUBLE_WATCH_LOCAL_MS,
      epochs: DOUBLE_WATCH_EPOCHS,
    };
    return isLocal ? { ms: localMs, epochs: null } : { ms: null, epochs };
  }

  /** Runs until the session ends. */
  async run(session: NetworkSession): Promise<void> {
    this.#isRunning = true;
    const owner: HistoryOwner = { network: session.descriptor.id, validator: session.address };
    const log = new CurrentEpochLog(session.gossip);
    try {
      for await (const _ of this.#wake.changes(session.signal)) {
        try {
          await this.#once(session, owner, log);
        } catch (error) {
          if (session.signal.aborted) return;
          const loam = LoamError.wrap('VALIDATOR_FAILED', error);
          this.#context.log.warn('the validator does not work', loam);
          this.#say({
            state: 'stopped',
            sentence: loam.sentence,
            code: loam.code,
            watch: null,
          });
          // What a person has to decide is not tried again by itself.
          if (!loam.code.startsWith('SIGNING_')) this.#later(session);
        }
      }
    } finally {
      await log.close();
      this.#history?.close();
      this.#history = undefined;
      this.#isRunning = false;
      this.#say(OFF);
    }
  }

  async #once(session: NetworkSession, owner: HistoryOwner, log: CurrentEpochLog): Promise<void> {
    const history = this.#open();
    if (this.#isResumed) history.resume(owner);
    this.#isResumed = false;
    if (this.#wanted === 'off') {
      await leaveDraw(session);
      return this.#say(OFF);
    }
    const reason = history.halted(owner);
    if (reason !== undefined) {
      return this.#say({ state: 'stopped', sentence: reason, code: 'VALIDATOR_DOUBLE', watch: null });
    }
    const trouble = await this.clockTrouble(session);
    if (trouble !== undefined) throw trouble;
    await joinDraw(session);
    history.begin(owner, await readCurrentEpoch(session.chain));
    if (!(await this.#watch(session, history, owner, log))) return;
    await this.#work(session, history, owner, log);
    if (!session.signal.aborted) this.#wake.notify();
  }

  /** The history, opened once; again when a person accepts an empty one. */
  #open(): SigningHistory {
    if (this.#acceptEmpty) {
      this.#history?.close();
      this.#history = undefined;
    }
    const { folder, now, random } = this.#context;
    this.#history ??= openSigningHistory({
      dir: folder.dir,
      now,
      random,
      acceptEmpty: this.#acceptEmpty,
    });
    this.#acceptEmpty = false;
    if (this.#wanted === undefined) this.#wanted = this.#history.switch;
    else this.#history.setSwitch(this.#wanted);
    return this.#history;
  }

  /** Watches for a double before the first signature. @returns whether the role may start */
  async #watch(
    session: NetworkSession,
    history: SigningHistory,
    owner: HistoryOwner,
    log: CurrentEpochLog,
  ): Promise<boolean> {
    const absence = history.absence(owner);
    const first = await this.#look(session, history, owner, log);
    if (first !== undefined) return this.#halt(history, owner, first);
    if (absence !== undefined && absence <= ABSENCE_MS) return true;
    const isLocal = session.descriptor.chainId === LOCAL_CHAIN_ID;
    const isOver = watchWindow({
      isLocal,
      now: this.#context.now,
      settings: this.#context.config.doubleWatch,
    });
    this.#say({
      state: 'watching',
      sentence: 'Making sure that no other node works with this key before it begins.',
      code: null,
      watch: await this.#watchEnd(session, isLocal),
    });
    for await (const _ of session.changes.changes(session.signal, 50)) {
      if (this.#wanted === 'off') return false;
      const seen = await this.#look(session, history, owner, log);
      if (seen !== undefined) return this.#halt(history, owner, seen);
      if (await isOver(session.chain)) return true;
    }
    return false;
  }

  async #watchEnd(session: NetworkSession, isLocal: boolean): Promise<ValidatorStatus['watch']> {
    const { ms, epochs } = this.watchLength(isLocal);
    if (ms !== null) return { endsAt: this.#context.now() + ms, untilEpoch: null };
    return { endsAt: null, untilEpoch: Number(await readCurrentEpoch(session.chain)) + (epochs ?? 0) };
  }

  async #work(
    session: NetworkSession,
    history: SigningHistory,
    owner: HistoryOwner,
    log: CurrentEpochLog,
  ): Promise<void> {
    const ending = new AbortController();
    const signal = AbortSignal.any([session.signal, ending.signal]);
    history.alive(owner);
    const heartbeat = setInterval(() => {
      try {
        history.alive(owner);
      } catch (error) {
        // A full disk costs at most a longer look at the next start.
        this.#context.log.warn('no sign of life was noted', error);
      }
    }, HEARTBEAT_MS);
    let looked = 0;
    let clockSeenAt = this.#context.now();
    let isLeaving = false;
    const validator = new Validator({
      session,
      history,
      log,
      signal,
      takesMore: () => this.#wanted !== 'off',
      onStep: async (epoch) => {
        if (this.#context.now() - looked >= DOUBLE_LOOK_MS) {
          const seen = await this.#look(session, history, owner, log);
          if (seen !== undefined) this.#halt(history, owner, seen);
          looked = this.#context.now();
        }
        // A clock that was set looks like a long time, in either direction.
        if (Math.abs(this.#context.now() - clockSeenAt) >= CLOCK_LOOK_MS) {
          clockSeenAt = this.#context.now();
          if ((await this.clockTrouble(session)) !== undefined) ending.abort();
        }
        if (history.halted(owner) !== undefined) ending.abort();
        if (this.#wanted !== 'off' || ending.signal.aborted) return;
        if (!isLeaving) await leaveDraw(session);
        isLeaving = true;
        this.#say({
          state: 'finishing',
          sentence: `Finishing what it owes in epoch ${epoch}.`,
          code: null,
          watch: null,
        });
        if (await validator.isIdle()) ending.abort();
      },
    });
    this.#say(WORKING);
    try {
      await validator.run();
    } finally {
      clearInterval(heartbeat);
    }
  }

  async #look(
    session: NetworkSession,
    history: SigningHistory,
    owner: HistoryOwner,
    log: CurrentEpochLog,
  ): Promise<Sighting | undefined> {
    const { chain } = session;
    const epoch = await readCurrentEpoch(chain);
    if (epoch === 0n) return undefined;
    const { phase } = await readEpoch(chain, epoch);
    const gossiped = phase === 'commit' || phase === 'reveal' ? await (await log.open(epoch)).all() : [];
    return lookForDouble({ chain, ledger: history.ledger, owner, gossiped }, epoch);
  }

  /** What is wrong with this computer's clock, if anything. The chain of a network on one computer keeps its own time. */
  async clockTrouble({ chain, clocks }: NetworkSession): Promise<LoamError | undefined> {
    const { now } = this.#context;
    const isLocal = chain.descriptor.chainId === LOCAL_CHAIN_ID;
    const [chainAheadMs, peersAheadMs] = await Promise.all([
      isLocal ? null : chainAhead(chain, now).then(({ aheadMs }) => aheadMs),
      clocks.ahead(),
    ]);
    return clockTrouble({ chainAheadMs, peersAheadMs });
  }

  #halt(history: SigningHistory, owner: HistoryOwner, seen: Sighting): false {
    const sentence = sightingSentence(seen);
    history.halt(owner, sentence);
    this.#context.log.warn('the validator stops', new LoamError('VALIDATOR_DOUBLE', sentence), { ...seen });
    this.#say({ state: 'stopped', sentence, code: 'VALIDATOR_DOUBLE', watch: null });
    return false;
  }

  #later(session: NetworkSession): void {
    const timer = setTimeout(() => this.#wake.notify(), RETRY_MS);
    session.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  #say(status: ValidatorStatus): void {
    if (status.state === this.#status.state && status.sentence === this.#status.sentence) return;
    this.#status = status;
    this.#context.hub.notify();
  }
}

/** Takes the role up on the chain again, where the switch had dropped it. */
async function joinDraw(session: NetworkSession): Promise<void> {
  const { roles } = await readNode(session.chain, session.address);
  if (roles.length > 0 && !roles.includes('validator'))
    await setRoles(session.chain, { roles: [...roles, 'validator'] });
}

/** Drops the role on the chain, so that the node is drawn no more; its only role it cannot drop. */
async function leaveDraw(session: NetworkSession): Promise<void> {
  const { roles } = await readNode(session.chain, session.address);
  const others = roles.filter((role) => role !== 'validator');
  if (others.length > 0 && others.length < roles.length) await setRoles(session.chain, { roles: others });
}
