import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { MAX_CATALOGUE_CHARS } from '../../limits.ts';
import { folderSchema, modelIdSchema, modelsViewSchema, modelViewSchema } from '../models-schemas.ts';
import { none } from './none.ts';

const one = z.strictObject({ id: modelIdSchema });

/** Models on this computer, and those that can be had. */
export const modelsContract = {
  list: oc.output(modelsViewSchema),
  /** The list now and at every change, at most a few times a second. */
  watch: oc.output(eventIterator(modelsViewSchema)),
  /** Checks and loads a model, and answers with it from now on; when that fails, the one before stays. */
  use: oc.input(one).output(none),
  /** Begins a download, or goes on with one; it goes on in the node. */
  download: oc.input(one).output(none),
  /** Stops a download for now. What has arrived is kept. */
  pause: oc.input(one).output(none),
  /** Gives a download up and removes what has arrived. */
  cancel: oc.input(one).output(none),
  /** Removes a downloaded model's files, or forgets an added folder, whose files stay. */
  remove: oc.input(one).output(none),
  /** Adds a folder in Hugging Face layout after looking into it; its files stay where they are. */
  addFolder: oc.input(z.strictObject({ path: folderSchema })).output(modelViewSchema),
  /** Adds the models of a catalogue file, given as its text. */
  addCatalogue: oc
    .input(z.strictObject({ text: z.string().min(2).max(MAX_CATALOGUE_CHARS) }))
    .output(z.object({ added: z.array(modelIdSchema) })),
  /** Keeps downloaded models elsewhere: moves them there (`move`), or uses what lies there already (`use`). */
  setFolder: oc
    .input(z.strictObject({ path: folderSchema, mode: z.enum(['move', 'use']) }))
    .output(modelsViewSchema),
};
