import type { ModelInfo } from '../../protocol/api/worker-contract.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChangeHub } from '../change-hub.ts';
import type { SupervisedWorker } from '../process/supervised-worker.ts';
import type { ModelState } from '../status/read-status.ts';
import { SWITCH_TRIES } from './limits.ts';
import type { ThisComputer } from './this-computer.ts';

/** A model that can be loaded. */
export interface LoadableModel {
  readonly id: string;
  readonly dir: string;
  /** What it must turn out to be; null where nobody has looked into it yet. */
  readonly hash: Hex | null;
}

/** What {@link ModelLoader} needs. */
export interface ModelLoaderOptions {
  readonly worker: Pick<SupervisedWorker, 'load' | 'trouble'>;
  readonly hub: ChangeHub;
  readonly computer: ThisComputer;
  readonly bundled: LoadableModel;
  /** Threads unless the owner chose otherwise. */
  readonly threads: number;
  /** A model on this computer by its id. */
  readonly find: (id: string) => LoadableModel | undefined;
}

/** Which model answers: loads the chosen one, and changes to another one without losing the one that works. */
export class ModelLoader {
  readonly #options: ModelLoaderOptions;
  #state: ModelState = { state: 'loading', name: '', parameters: 0, error: null };
  #current: LoadableModel;
  #loading: Promise<ModelInfo> | undefined;
  #instead: LoamError | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: ModelLoaderOptions) {
    this.#options = options;
    const { model } = options.computer.settings;
    this.#current = (model === null ? undefined : options.find(model)) ?? options.bundled;
    if (model !== null && this.#current.id !== model) this.#instead = lost();
  }

  /** What the status says of it. */
  get state(): ModelState {
    const { trouble } = this.#options.worker;
    return trouble === undefined ? this.#state : { ...this.#state, state: 'failed', error: trouble.sentence };
  }

  /** The model that answers, or is being loaded to. */
  get current(): LoadableModel {
    return this.#current;
  }

  /** Why it is not the chosen one. */
  get instead(): LoamError | undefined {
    return this.#instead;
  }

  /** Threads of the model process. */
  get threads(): number {
    return this.#options.computer.settings.threads ?? this.#options.threads;
  }

  /** Resolves with the loaded model; loads it when it is not. @throws LoamError what the worker reports */
  ready(): Promise<ModelInfo> {
    this.#loading ??= this.#loadCurrent();
    return this.#loading;
  }

  /**
   * Answers with another model from now on. When it cannot be loaded, the one before stays and goes on.
   *
   * @param check asked once more when it is loaded; what it throws takes the change back
   * @throws LoamError `MODEL_CHANGED`, `MODEL_LOAD_FAILED`, what the worker reports
   */
  use(next: LoadableModel, check: () => void = () => undefined): Promise<ModelInfo> {
    return this.#inTurn(async () => {
      const before = this.#current;
      const isReady = this.#state.state === 'ready';
      const info = await this.#load(next, SWITCH_TRIES);
      try {
        if (next.hash !== null && info.hash !== next.hash) throw changed();
        check();
      } catch (error) {
        if (isReady) await this.#load(before, SWITCH_TRIES);
        throw error;
      }
      this.#instead = undefined;
      this.#options.computer.change({ model: next.id === this.#options.bundled.id ? null : next.id });
      this.#now(next, info);
      return info;
    });
  }

  /** Changes the threads of the model process. @throws LoamError what the worker reports; then nothing changed */
  setThreads(threads: number): Promise<void> {
    return this.#inTurn(async () => {
      const { dir } = this.#current;
      const info = await this.#options.worker.load({ modelDir: dir, threads });
      this.#options.computer.change({ threads });
      this.#now(this.#current, info);
    });
  }

  /** After the bundled model's place or another model's folder changed. */
  moved(model: LoadableModel): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#current.id === model.id) this.#now(model, await this.#load(model, SWITCH_TRIES));
    });
  }

  async #loadCurrent(): Promise<ModelInfo> {
    const { bundled } = this.#options;
    const wanted = this.#current;
    try {
      const info = await this.#load(wanted);
      if (wanted.hash !== null && info.hash !== wanted.hash) throw changed();
      this.#now(wanted, info);
      return info;
    } catch (error) {
      if (wanted.id !== bundled.id) {
        // Better an answer of the model that is always there than none.
        this.#instead = LoamError.wrap('MODEL_LOAD_FAILED', error);
        this.#current = bundled;
        return this.#loadCurrent();
      }
      this.#loading = undefined;
      const loam = LoamError.wrap('MODEL_FAILED', error);
      this.#state = { ...this.#state, state: 'failed', error: loam.sentence };
      this.#options.hub.notify();
      throw loam;
    }
  }

  #now(model: LoadableModel, info: ModelInfo): void {
    this.#current = model;
    this.#loading = Promise.resolve(info);
    this.#state = { state: 'ready', name: info.name, parameters: info.parameters, error: null };
    this.#options.hub.notify();
  }

  async #load({ dir }: LoadableModel, tries?: number): Promise<ModelInfo> {
    try {
      return await this.#options.worker.load({ modelDir: dir, threads: this.threads }, tries);
    } catch (error) {
      if (!(error instanceof LoamError && error.code === 'WORKER_CRASHED') || tries === undefined)
        throw error;
      throw new LoamError('MODEL_LOAD_FAILED', 'The model process ended while it loaded this model.', {
        hint: 'Most likely there was too little memory. Close other programs, or choose a smaller model.',
        cause: error,
      });
    }
  }

  /** One change at a time, after the first load has come to an end. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(() => this.#loading?.catch(() => undefined)).then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

function changed(): LoamError {
  return new LoamError('MODEL_CHANGED', 'The files of this model are not those that were checked.', {
    hint: 'Remove the model and add or download it again.',
  });
}

function lost(): LoamError {
  return new LoamError('MODEL_LOST', 'The chosen model is no longer on this computer.', {
    hint: 'Choose another one, or add its folder again.',
  });
}
