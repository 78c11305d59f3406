import { z } from 'zod';
import {
  MAX_CATALOGUE_MODELS,
  MAX_MODEL_FILE_BYTES,
  MAX_MODEL_PARAMETERS,
  MAX_MODEL_SOURCES,
  MAX_MODEL_TEXT_CHARS,
} from '../limits.ts';

const shortText = z.string().trim().min(1).max(MAX_MODEL_TEXT_CHARS);
const size = z.number().int().nonnegative();

/** Name of a model in lists, settings and folders. */
export const modelIdSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/);

/** Files that a model may consist of; the first four are always there. */
export const MODEL_FILES = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'model.safetensors',
  'chat_template.jinja',
] as const;

/** A place in the web: https, or http on this computer alone. */
export const sourceUrlSchema = z
  .string()
  .max(2_000)
  .refine((text) => isSourceUrl(text), 'expected an https address');

/** Whether models may be fetched from `text`: https, or http from this computer itself; never with a name and password. */
export function isSourceUrl(text: string): boolean {
  return (
    /^https:\/\/[a-z0-9.-]+(:\d{1,5})?\/\S*$/i.test(text) ||
    /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?\/\S*$/i.test(text)
  );
}

/** One file of a model: what its bytes must be, and where they are. Several sources are mirrors of each other. */
export const catalogueFileSchema = z.strictObject({
  name: z.enum(MODEL_FILES),
  bytes: size.max(MAX_MODEL_FILE_BYTES),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  urls: z.array(sourceUrlSchema).max(MAX_MODEL_SOURCES).default([]),
});
export type CatalogueFile = z.infer<typeof catalogueFileSchema>;

const licenceSchema = z.strictObject({ name: shortText, url: z.string().max(2_000).nullable() });

/** A model that can be had: what it is, under which licence, and its files. */
export const catalogueEntrySchema = z
  .strictObject({
    id: modelIdSchema,
    name: shortText,
    parameters: size.min(1).max(MAX_MODEL_PARAMETERS),
    contextTokens: size.min(1),
    layers: size.min(1).max(1_000),
    /** BCP 47. */
    languages: z.array(z.string().min(2).max(35)).min(1).max(64),
    licence: licenceSchema,
    /** What it is good for, a sentence in each of the page's languages. */
    purpose: z.strictObject({ en: shortText, de: shortText }),
    /** Comes with Loam. */
    bundled: z.literal(true).optional(),
    files: z.array(catalogueFileSchema).min(4).max(MODEL_FILES.length),
  })
  .refine(({ files }) => MODEL_FILES.slice(0, 4).every((name) => files.some((file) => file.name === name)), {
    error: 'a model needs config.json, tokenizer.json, tokenizer_config.json and model.safetensors',
  })
  .refine(({ files }) => new Set(files.map(({ name }) => name)).size === files.length, {
    error: 'a file is named twice',
  })
  .refine(({ bundled, files }) => bundled === true || files.every(({ urls }) => urls.length > 0), {
    error: 'a file has no source',
  });
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;

/** A list of models that can be had. */
export const catalogueSchema = z.strictObject({
  format: z.literal('loam-models'),
  version: z.literal(1),
  models: z.array(catalogueEntrySchema).max(MAX_CATALOGUE_MODELS),
});

/** Whether this computer can run a model, and how well. */
export const modelFitSchema = z.object({
  /** `fits`; `tight`: it runs, but other programs get less memory; `too-big`: it does not load. */
  verdict: z.enum(['fits', 'tight', 'too-big']),
  /** Memory that the model process needs with it. */
  needsBytes: size,
  /** About so fast are its answers; null before the speed of this computer was measured. */
  tokensPerSecond: z.number().nullable(),
});
export type ModelFit = z.infer<typeof modelFitSchema>;

/** An error in the words of the one who reads it. */
const troubleSchema = z.object({ code: z.string(), message: z.string(), hint: z.string().nullable() });

/** A download, running or not. */
export const downloadViewSchema = z.object({
  /** `checking` compares what has arrived with its hashes. */
  state: z.enum(['running', 'paused', 'checking', 'failed']),
  doneBytes: size,
  totalBytes: size,
  /** Over the last seconds; 0 while nothing arrives. */
  bytesPerSecond: z.number().nonnegative(),
  etaMs: z.number().nonnegative().nullable(),
  error: troubleSchema.nullable(),
});
export type DownloadView = z.infer<typeof downloadViewSchema>;

/** A model as Settings and the picker show it. */
export const modelViewSchema = z.object({
  id: modelIdSchema,
  name: z.string(),
  /** `bundled` came with Loam, `catalogue` can be downloaded, `added` is a folder of the owner's. */
  source: z.enum(['bundled', 'catalogue', 'added']),
  /** `here` can be used; `lost`: its files are no longer where they were. */
  state: z.enum(['here', 'absent', 'partial', 'lost']),
  parameters: size,
  contextTokens: size,
  bytes: size,
  languages: z.array(z.string()),
  licence: licenceSchema.nullable(),
  purpose: z.object({ en: z.string(), de: z.string() }).nullable(),
  /** Where its files are, once they are on this computer. */
  dir: z.string().nullable(),
  fit: modelFitSchema,
  /** Whether it can be taken off the list, or its files from the disk. */
  removable: z.boolean(),
  download: downloadViewSchema.nullable(),
});
export type ModelView = z.infer<typeof modelViewSchema>;

/** Everything about models on this computer. */
export const modelsViewSchema = z.object({
  models: z.array(modelViewSchema),
  /** The model that answers, and learns. */
  current: modelIdSchema,
  /** A change of model in progress. */
  switching: z
    .object({
      id: modelIdSchema,
      stage: z.enum(['checking', 'loading']),
      /** Part that is done, 0 … 1; null where nobody can tell. */
      part: z.number().min(0).max(1).nullable(),
    })
    .nullable(),
  /** Why another model than the chosen one answers; null when the chosen one does. */
  instead: troubleSchema.nullable(),
  /** Name of the joined network, whose base model is the only one that can be used now; null outside of one. */
  heldByNetwork: z.string().nullable(),
  folder: z.object({ path: z.string(), isDefault: z.boolean(), bytes: size, freeBytes: size }),
  /** A change of folder in progress. */
  moving: z.object({ doneBytes: size, totalBytes: size }).nullable(),
});
export type ModelsView = z.infer<typeof modelsViewSchema>;

/** A folder on this computer. */
export const folderSchema = z.string().trim().min(1).max(4_096);
