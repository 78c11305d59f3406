import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import type { CatalogueEntry, ModelsView, ModelView } from '../../protocol/api/models-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import {
  deleteCatalogueEntry,
  deleteInstalled,
  type InstalledModel,
  listCatalogueEntries,
  listInstalled,
  saveCatalogueEntry,
  saveInstalled,
} from '../database/models.ts';
import type { NodeContext } from '../node-context.ts';
import { BUNDLED_MODEL, CATALOGUE, parseCatalogue } from './catalogue.ts';
import { Downloads, freeBytes, sizeOf } from './downloads.ts';
import { sha256Of } from './fetch-file.ts';
import { MAX_MODELS } from './limits.ts';
import { fitOf } from './model-fit.ts';
import { modelIdFor } from './model-id.ts';
import type { LoadableModel, ModelLoader } from './model-loader.ts';
import { copyFolders } from './move-folders.ts';
import { readMemory } from './read-hardware.ts';
import type { ThisComputer } from './this-computer.ts';

/** What {@link ModelService} needs beside the node's own parts. */
export interface ModelServiceOptions {
  readonly context: Omit<NodeContext, 'model' | 'modelId'>;
  readonly loader: ModelLoader;
  readonly computer: ThisComputer;
  /** Name of the network that is joined, or being joined: its base model stays in use. */
  readonly network: () => string | null;
  readonly isLearning: () => boolean;
}

/** Models on this computer: which there are, which can be had, which is in use. */
export class ModelService {
  readonly downloads: Downloads;
  readonly #options: ModelServiceOptions;
  #switching: ModelsView['switching'] = null;
  #moving: ModelsView['moving'] = null;

  constructor(options: ModelServiceOptions) {
    this.#options = options;
    this.downloads = new Downloads({
      context: options.context,
      clock: () => performance.now(),
      folder: () => this.folder,
      entry: (id) => this.#entries().find((entry) => entry.id === id),
      onChecked: (entry, dir) => this.#install(entry, dir),
    });
  }

  /** Where downloaded models are kept. */
  get folder(): string {
    return this.#options.computer.settings.folder ?? this.#options.context.folder.paths.models;
  }

  /** Everything about models, as it is now. */
  view(): ModelsView {
    const { loader, context, network } = this.#options;
    const { instead } = loader;
    const own = listInstalled(context.db);
    const entries = this.#entries();
    const listed = entries
      .filter(({ bundled }) => bundled !== true)
      .map((entry) => this.#entryView(entry, own));
    const added = own
      .filter(({ id }) => !entries.some((entry) => entry.id === id))
      .map((model) => this.#installedView(model));
    const folder = this.folder;
    return {
      models: [this.#bundledView(), ...listed, ...added],
      current: loader.current.id,
      switching: this.#switching,
      instead:
        instead === undefined
          ? null
          : { code: instead.code, message: instead.message, hint: instead.hint ?? null },
      heldByNetwork: network(),
      folder: {
        path: folder,
        isDefault: folder === context.folder.paths.models,
        bytes: own.filter(({ source }) => source === 'catalogue').reduce((sum, { bytes }) => sum + bytes, 0),
        freeBytes: freeBytes(folder),
      },
      moving: this.#moving,
    };
  }

  /**
   * Checks and loads a model and answers with it from now on; the one before stays when that fails.
   *
   * @throws LoamError `MODEL_UNKNOWN`, `MODEL_BUSY`, `MODEL_NEEDED_BY_NETWORK`, `MODEL_TOO_LARGE`, `DOWNLOAD_TAMPERED`,
   * and what the worker reports
   */
  async use(id: string): Promise<void> {
    const { loader, context } = this.#options;
    if (id === loader.current.id && loader.state.state === 'ready') return;
    this.#requireFree();
    const model = this.#view(id);
    const target = this.#loadable(id);
    if (target === undefined) {
      throw new LoamError('MODEL_ABSENT', `${model.name} is not on this computer yet.`, {
        hint: 'Download it first.',
      });
    }
    if (model.fit.verdict === 'too-big') {
      throw new LoamError(
        'MODEL_TOO_LARGE',
        `${model.name} needs more memory than this computer can give it.`,
        {
          hint: 'Choose a smaller model.',
          data: { needs: model.fit.needsBytes },
        },
      );
    }
    try {
      await this.#check(id, target);
      this.#say({ id, stage: 'loading', part: null });
      await loader.use(target, () => this.#requireIdle());
    } finally {
      this.#say(null);
      context.hub.notify();
    }
  }

  /** Threads of the model process. @throws LoamError `MODEL_BUSY` */
  async setThreads(threads: number): Promise<void> {
    const { loader, isLearning } = this.#options;
    if (isLearning()) throw busyLearning();
    await loader.setThreads(threads);
  }

  /** Removes a model's files, or forgets an added folder. @throws LoamError `MODEL_UNKNOWN`, `MODEL_IN_USE` */
  async remove(id: string): Promise<void> {
    const { context, loader } = this.#options;
    const model = this.#view(id);
    if (model.source === 'bundled') {
      throw new LoamError('MODEL_BUNDLED', `${model.name} comes with Loam and stays.`, {});
    }
    if (loader.current.id === id || this.#switching?.id === id) {
      throw new LoamError('MODEL_IN_USE', `${model.name} is in use.`, { hint: 'Use another model first.' });
    }
    await this.downloads.cancel(id);
    const row = listInstalled(context.db).find((one) => one.id === id);
    deleteInstalled(context.db, id);
    if (row === undefined) deleteCatalogueEntry(context.db, id);
    else if (row.source === 'catalogue') rmSync(row.dir, { recursive: true, force: true });
    context.hub.notify();
  }

  /**
   * Adds a folder in Hugging Face layout after the worker has looked into it. Its files stay where they are.
   *
   * @throws LoamError `MODEL_FOLDER_INVALID`, `MODELS_FULL`, and what the worker finds
   */
  async addFolder(path: string): Promise<ModelView> {
    const { context } = this.#options;
    const dir = await readableFolder(path);
    const found = await context.worker.client.inspectModel({ modelDir: dir });
    const own = listInstalled(context.db);
    const same = own.find(({ hash }) => hash === found.hash);
    if (own.length >= MAX_MODELS && same === undefined) {
      throw new LoamError('MODELS_FULL', `There are ${MAX_MODELS} models already.`, {
        hint: 'Remove some first.',
      });
    }
    const id = same?.id ?? modelIdFor(found.name, found.hash);
    saveInstalled(context.db, {
      id,
      source: same?.source ?? 'added',
      dir: same?.source === 'catalogue' ? same.dir : dir,
      name: found.name,
      parameters: found.parameters,
      contextTokens: found.contextTokens,
      layers: found.layers,
      bytes: found.bytes,
      hash: found.hash,
      addedAt: same?.addedAt ?? context.now(),
    });
    context.hub.notify();
    return this.#view(id);
  }

  /** Adds the models of a catalogue's text. @throws LoamError `CATALOGUE_INVALID`, `MODELS_FULL` */
  addCatalogue(text: string): string[] {
    const { db, hub } = this.#options.context;
    const entries = parseCatalogue(text);
    if (listCatalogueEntries(db).length + entries.length > MAX_MODELS) {
      throw new LoamError('MODELS_FULL', `More than ${MAX_MODELS} models cannot be listed.`, {
        hint: 'Remove some first.',
      });
    }
    const fetched = entries.find(({ id }) => this.#loadable(id) !== undefined);
    if (fetched !== undefined) {
      throw new LoamError('CATALOGUE_INVALID', `${fetched.name} is on this computer already.`, {
        hint: 'Remove it first, or give the model in the catalogue another id.',
      });
    }
    db.transaction(() => {
      for (const entry of entries) saveCatalogueEntry(db, entry);
    });
    hub.notify();
    return entries.map(({ id }) => id);
  }

  /**
   * Keeps downloaded models elsewhere.
   *
   * @param mode `move` takes the models along; `use` takes what lies there already
   * @throws LoamError `MODEL_FOLDER_INVALID`, `MODEL_BUSY`, `MODEL_FOLDER_TAKEN`, `DISK_NEARLY_FULL`
   */
  async setFolder(path: string, mode: 'move' | 'use'): Promise<void> {
    const { context, computer, loader } = this.#options;
    if (this.downloads.busy || this.#moving !== null) {
      throw new LoamError('MODEL_BUSY', 'Models are being fetched or moved right now.', {
        hint: 'Wait until that is done, or pause it.',
      });
    }
    const before = this.folder;
    const to = await writableFolder(path);
    if (to === before) return;
    const own = listInstalled(context.db).filter(({ source }) => source === 'catalogue');
    try {
      if (mode === 'move') {
        this.#moving = { doneBytes: 0, totalBytes: own.reduce((sum, { bytes }) => sum + bytes, 0) };
        await copyFolders(
          own.map(({ id }) => id).filter((id) => existsSync(join(before, id))),
          before,
          to,
          (doneBytes, totalBytes) => {
            this.#moving = { doneBytes, totalBytes };
            context.hub.notify();
          },
          context.stopping,
        );
      }
      const isDefault = to === context.folder.paths.models;
      context.db.transaction(() => {
        computer.change({ folder: isDefault ? null : to });
        for (const model of own) {
          if (existsSync(join(to, model.id)))
            saveInstalled(context.db, { ...model, dir: join(to, model.id) });
        }
      });
      const moved = this.#loadable(loader.current.id);
      if (moved !== undefined) await loader.moved(moved);
      // Only now that the copies are in use are the old ones superfluous.
      if (mode === 'move')
        for (const { id } of own) rmSync(join(before, id), { recursive: true, force: true });
      if (mode === 'use') await this.#takeOver(to);
    } finally {
      this.#moving = null;
      context.hub.notify();
    }
  }

  /** Models of the catalogue that lie in `folder`, checked, become usable. */
  async #takeOver(folder: string): Promise<void> {
    const own = listInstalled(this.#options.context.db);
    for (const entry of this.#entries()) {
      const dir = join(folder, entry.id);
      if (entry.bundled === true || own.some(({ id }) => id === entry.id) || !existsSync(dir)) continue;
      const fits = await filesFit(entry, dir);
      if (fits) await this.#register(entry, dir);
    }
  }

  /** A checked download becomes a model: looked into, then moved to its place in one step. */
  async #install(entry: CatalogueEntry, partialDir: string): Promise<void> {
    const found = await this.#options.context.worker.client.inspectModel({ modelDir: partialDir });
    const dir = join(this.folder, entry.id);
    rmSync(dir, { recursive: true, force: true });
    renameSync(partialDir, dir);
    this.#save(entry, dir, found);
  }

  async #register(entry: CatalogueEntry, dir: string): Promise<void> {
    this.#save(entry, dir, await this.#options.context.worker.client.inspectModel({ modelDir: dir }));
  }

  #save(
    entry: CatalogueEntry,
    dir: string,
    found: Pick<InstalledModel, 'parameters' | 'contextTokens' | 'layers' | 'bytes' | 'hash'>,
  ): void {
    const { db, now, hub } = this.#options.context;
    const { parameters, contextTokens, layers, bytes, hash } = found;
    saveInstalled(db, {
      id: entry.id,
      source: 'catalogue',
      dir,
      name: entry.name,
      parameters,
      contextTokens,
      layers,
      bytes,
      hash,
      addedAt: now(),
    });
    hub.notify();
  }

  /** What a catalogue names is compared byte for byte before it is loaded. */
  async #check(id: string, { dir }: LoadableModel): Promise<void> {
    const row = listInstalled(this.#options.context.db).find((one) => one.id === id);
    const entry = this.#entries().find((one) => one.id === id);
    this.#say({ id, stage: 'checking', part: 0 });
    if (row?.source !== 'catalogue' || entry === undefined) return;
    const total = Math.max(1, sizeOf(entry));
    let done = 0;
    for (const file of entry.files) {
      const hash = await sha256Of(join(dir, file.name), undefined, (bytes) => {
        done += bytes;
        this.#say({ id, stage: 'checking', part: Math.min(1, done / total) });
      }).catch(() => '');
      if (hash === file.sha256) continue;
      throw new LoamError(
        'DOWNLOAD_TAMPERED',
        `${file.name} of ${entry.name} is not the file that was fetched.`,
        {
          hint: 'Remove the model and download it again.',
        },
      );
    }
  }

  #requireFree(): void {
    if (this.#switching !== null || this.#moving !== null) {
      throw new LoamError('MODEL_BUSY', 'Models are being changed right now.', { hint: 'Wait a moment.' });
    }
    this.#requireIdle();
  }

  /** Neither learning nor a network is in the middle of work with the model that is loaded. */
  #requireIdle(): void {
    const { network, isLearning } = this.#options;
    if (isLearning()) throw busyLearning();
    const name = network();
    if (name === null) return;
    throw new LoamError('MODEL_NEEDED_BY_NETWORK', `${name} needs its own base model while it is joined.`, {
      hint: 'What is shared and checked there belongs to that model. Leave the network to use another one.',
    });
  }

  #loadable(id: string): LoadableModel | undefined {
    if (id === BUNDLED_MODEL.id) return { id, dir: this.#options.context.config.modelDir, hash: null };
    return listInstalled(this.#options.context.db).find((model) => model.id === id && isThere(model));
  }

  #entries(): CatalogueEntry[] {
    const own = listCatalogueEntries(this.#options.context.db);
    return [...CATALOGUE, ...own.filter(({ id }) => !CATALOGUE.some((entry) => entry.id === id))];
  }

  #view(id: string): ModelView {
    const model = this.view().models.find((one) => one.id === id);
    if (model !== undefined) return model;
    throw new LoamError('MODEL_UNKNOWN', 'There is no such model in the list.', {
      hint: 'Open the list again.',
    });
  }

  #bundledView(): ModelView {
    const { context, loader } = this.#options;
    const dir = context.config.modelDir;
    const size = statSync(join(dir, 'model.safetensors'), { throwIfNoEntry: false })?.size;
    const { name, parameters, contextTokens, languages, licence, purpose, files } = BUNDLED_MODEL;
    const isOurs = files.some((file) => file.name === 'model.safetensors' && file.bytes === size);
    const loaded =
      loader.current.id === BUNDLED_MODEL.id && loader.state.state === 'ready' ? loader.state : null;
    return {
      id: BUNDLED_MODEL.id,
      name: isOurs ? name : (loaded?.name ?? 'Model of this installation'),
      source: 'bundled',
      state: size === undefined ? 'lost' : 'here',
      parameters: isOurs ? parameters : (loaded?.parameters ?? 0),
      contextTokens: isOurs ? contextTokens : 0,
      bytes: isOurs ? sizeOf(BUNDLED_MODEL) : (size ?? 0),
      languages: isOurs ? languages : [],
      licence: isOurs ? licence : null,
      purpose: isOurs ? purpose : null,
      dir,
      fit: this.#fit(isOurs ? parameters : (loaded?.parameters ?? 0)),
      removable: false,
      download: null,
    };
  }

  #entryView(entry: CatalogueEntry, own: readonly InstalledModel[]): ModelView {
    const row = own.find(({ id }) => id === entry.id);
    const download = this.downloads.view(entry);
    return {
      id: entry.id,
      name: entry.name,
      source: 'catalogue',
      state: row === undefined ? (download === null ? 'absent' : 'partial') : isThere(row) ? 'here' : 'lost',
      parameters: entry.parameters,
      contextTokens: entry.contextTokens,
      bytes: sizeOf(entry),
      languages: entry.languages,
      licence: entry.licence,
      purpose: entry.purpose,
      dir: row?.dir ?? null,
      fit: this.#fit(entry.parameters),
      removable: row !== undefined || !CATALOGUE.some(({ id }) => id === entry.id),
      download,
    };
  }

  #installedView(model: InstalledModel): ModelView {
    const { id, name, parameters, contextTokens, bytes, dir } = model;
    return {
      id,
      name,
      source: 'added',
      state: isThere(model) ? 'here' : 'lost',
      parameters,
      contextTokens,
      bytes,
      languages: [],
      licence: null,
      purpose: null,
      dir,
      fit: this.#fit(parameters),
      removable: true,
      download: null,
    };
  }

  #fit(parameters: number) {
    return fitOf(parameters, readMemory(), this.#options.computer.settings.speed);
  }

  #say(switching: ModelsView['switching']): void {
    this.#switching = switching;
    this.#options.context.hub.notify();
  }
}

function isThere({ dir }: Pick<InstalledModel, 'dir'>): boolean {
  return existsSync(join(dir, 'model.safetensors'));
}

async function filesFit(entry: CatalogueEntry, dir: string): Promise<boolean> {
  for (const { name, sha256 } of entry.files) {
    if ((await sha256Of(join(dir, name)).catch(() => '')) !== sha256) return false;
  }
  return true;
}

async function readableFolder(path: string): Promise<string> {
  const dir = resolve(path);
  if (isAbsolute(path) && statSync(dir, { throwIfNoEntry: false })?.isDirectory() === true) return dir;
  throw new LoamError('MODEL_FOLDER_INVALID', `There is no folder ${path}.`, {
    hint: 'Give the whole path of a folder on this computer.',
  });
}

async function writableFolder(path: string): Promise<string> {
  const dir = resolve(path);
  try {
    if (!isAbsolute(path)) throw new Error('the path is not whole');
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    await access(dir, constants.W_OK);
    return dir;
  } catch (cause) {
    throw new LoamError('MODEL_FOLDER_INVALID', `The folder ${path} cannot be used.`, {
      hint: 'Give the whole path of a folder that you may write to.',
      cause,
    });
  }
}

function busyLearning(): LoamError {
  return new LoamError('MODEL_BUSY', 'The model is learning right now.', {
    hint: 'Wait until it has finished, or cancel it.',
  });
}
