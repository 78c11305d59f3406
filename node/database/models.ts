import { z } from 'zod';
import {
  type CatalogueEntry,
  catalogueEntrySchema,
  modelIdSchema,
} from '../../protocol/api/models-schemas.ts';
import { bytes32Schema } from '../../protocol/encoding/hex.ts';
import type { Database } from './open-database.ts';

const installedSchema = z.object({
  id: modelIdSchema,
  source: z.enum(['catalogue', 'added']),
  dir: z.string(),
  name: z.string(),
  parameters: z.number().int(),
  contextTokens: z.number().int(),
  layers: z.number().int(),
  bytes: z.number().int(),
  /** What the worker computed when it looked into the model; another one means that its files were changed. */
  hash: bytes32Schema,
  addedAt: z.number().int(),
});
/** A model on this computer beside the bundled one. */
export type InstalledModel = z.infer<typeof installedSchema>;

const downloadSchema = z.object({
  id: modelIdSchema,
  state: z.enum(['running', 'paused', 'failed']),
  /** Code, message and hint of why it failed. */
  error: z
    .string()
    .transform((text) =>
      z
        .object({ code: z.string(), message: z.string(), hint: z.string().nullable() })
        .parse(JSON.parse(text)),
    )
    .nullable(),
  /** Per address: the version of the file that part of it was fetched of. */
  etags: z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text))),
});
/** A download that was begun. */
export type DownloadRow = z.infer<typeof downloadSchema>;

const INSTALLED = `SELECT id, source, dir, name, parameters, context_tokens AS contextTokens, layers, bytes, hash,
  added_at AS addedAt FROM installed_models`;

/** Models on this computer beside the bundled one, oldest first. */
export function listInstalled(db: Database): InstalledModel[] {
  return db.all(`${INSTALLED} ORDER BY added_at, id`).map((row) => installedSchema.parse(row));
}

/** Adds or replaces one. */
export function saveInstalled(db: Database, model: InstalledModel): void {
  db.run(
    `INSERT OR REPLACE INTO installed_models
      (id, source, dir, name, parameters, context_tokens, layers, bytes, hash, added_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      model.id,
      model.source,
      model.dir,
      model.name,
      model.parameters,
      model.contextTokens,
      model.layers,
      model.bytes,
      model.hash,
      model.addedAt,
    ],
  );
}

/** Forgets one. */
export function deleteInstalled(db: Database, id: string): void {
  db.run('DELETE FROM installed_models WHERE id = ?', [id]);
}

/** Downloads that were begun and not finished. */
export function listDownloads(db: Database): DownloadRow[] {
  return db
    .all('SELECT id, state, error, etags FROM model_downloads ORDER BY id')
    .map((row) => downloadSchema.parse(row));
}

/** One of them. */
export function findDownload(db: Database, id: string): DownloadRow | undefined {
  return listDownloads(db).find((row) => row.id === id);
}

/** Adds or replaces one. */
export function saveDownload(db: Database, row: DownloadRow): void {
  db.run('INSERT OR REPLACE INTO model_downloads (id, state, error, etags) VALUES (?, ?, ?, ?)', [
    row.id,
    row.state,
    row.error === null ? null : JSON.stringify(row.error),
    JSON.stringify(row.etags),
  ]);
}

/** Forgets one. */
export function deleteDownload(db: Database, id: string): void {
  db.run('DELETE FROM model_downloads WHERE id = ?', [id]);
}

/** Models of the owner's own catalogues. */
export function listCatalogueEntries(db: Database): CatalogueEntry[] {
  return db
    .all('SELECT entry FROM model_catalogue ORDER BY id')
    .map((row) => catalogueEntrySchema.parse(JSON.parse((row as { entry: string }).entry)));
}

/** Adds or replaces one. */
export function saveCatalogueEntry(db: Database, entry: CatalogueEntry): void {
  db.run('INSERT OR REPLACE INTO model_catalogue (id, entry) VALUES (?, ?)', [
    entry.id,
    JSON.stringify(entry),
  ]);
}

/** Forgets one. */
export function deleteCatalogueEntry(db: Database, id: string): void {
  db.run('DELETE FROM model_catalogue WHERE id = ?', [id]);
}
