import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LearningRun } from '../../protocol/api/learn-schemas.ts';
import { BUNDLE_FILES } from '../../protocol/bundle/bundle-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { listRuns } from '../database/learning-runs.ts';
import { BUNDLED_MODEL } from '../models/catalogue.ts';
import type { NodeContext } from '../node-context.ts';

/** Adapter directories in the order in which they act. */
export type AdapterStack = readonly { readonly dir: string; readonly weight?: number }[];

/** Where a run's adapter lies. */
export function runAdapterDir(context: Pick<NodeContext, 'folder'>, runId: string): string {
  return join(context.folder.paths.adapters, `run-${runId}`);
}

/** Where the network's merged adapter of one version lies once fetched. */
export function versionAdapterDir(context: NodeContext, networkId: string, version: number): string {
  return join(context.folder.paths.adapters, versionAdapterName(networkId, version));
}

/** Name of that directory. */
export function versionAdapterName(networkId: string, version: number): string {
  return `network-${networkId}-v${version}`;
}

/** File in a run's directory that names the network adapter it was trained on top of; absent for the bare base. */
export const TRAINED_ON_FILE = 'trained-on.txt';

/** File in a run's directory that names the model it was trained on; absent in those of versions that knew one model. */
export const TRAINED_MODEL_FILE = 'trained-on-model.txt';

/** Whether a run's adapter was trained on the model that answers now; on another one it means nothing. */
export function fitsModel(context: Pick<NodeContext, 'folder' | 'modelId'>, runId: string): boolean {
  const file = join(runAdapterDir(context, runId), TRAINED_MODEL_FILE);
  const trainedOn = existsSync(file) ? readFileSync(file, 'utf8').trim() : BUNDLED_MODEL.id;
  return trainedOn === context.modelId();
}

/** @throws LoamError `RUN_OTHER_MODEL` when a run's adapter was trained on another model than the one that answers */
export function requireModel(context: Pick<NodeContext, 'folder' | 'modelId'>, runId: string): void {
  if (fitsModel(context, runId)) return;
  throw new LoamError('RUN_OTHER_MODEL', 'This was learned on another model than the one in use.', {
    hint: 'Use the model that learned it, then share it.',
  });
}

/** The newest finished run of the model that answers now, if any. */
export function latestRun(context: NodeContext): LearningRun | undefined {
  return listRuns(context.db).find(
    (run) =>
      run.state === 'done' &&
      existsSync(adapterFile(runAdapterDir(context, run.id))) &&
      fitsModel(context, run.id),
  );
}

/**
 * What answers the owner: the network's adapter and the private one on top. A private adapter was trained on
 * one version of the network's adapter and acts on that version until the next run, so that a merge which
 * contains the same lesson does not count it twice.
 *
 * @param networkAdapterDir the network's newest adapter, null for the bare base
 */
export function personalStack(context: NodeContext, networkAdapterDir: string | null): AdapterStack {
  const run = latestRun(context);
  if (run === undefined) return networkAdapterDir === null ? [] : [{ dir: networkAdapterDir }];
  const dir = runAdapterDir(context, run.id);
  const trainedOn = readTrainedOn(dir);
  return trainedOn === null ? [{ dir }] : [{ dir: trainedOn }, { dir }];
}

function readTrainedOn(dir: string): string | null {
  const file = join(dir, TRAINED_ON_FILE);
  if (!existsSync(file)) return null;
  const parent = readFileSync(file, 'utf8').trim();
  return existsSync(adapterFile(parent)) ? parent : null;
}

function adapterFile(dir: string): string {
  return join(dir, BUNDLE_FILES.adapterModel);
}
