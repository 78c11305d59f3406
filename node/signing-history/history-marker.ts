import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { atomicWrite } from '../data-folder/atomic-write.ts';
import { MAX_MARKER_BYTES } from './limits.ts';

const markerSchema = z.strictObject({
  format: z.literal('loam-signing-marker/1'),
  /** Id of the history that belongs to the keys beside it. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** How often the history has met a new epoch; one with fewer is an old copy. */
  steps: z.number().int().nonnegative(),
});

/** Says, beside the keys, that a signing history exists and how far it had come. */
export type HistoryMarker = Omit<z.infer<typeof markerSchema>, 'format'>;

/** Where the marker of a data folder lies: beside the keys. */
export function markerFile(dir: string): string {
  return join(dir, 'signing-history.json');
}

/**
 * Reads the marker; undefined when there is none.
 *
 * @throws LoamError `SIGNING_HISTORY_DAMAGED` when it is something else
 */
export function readMarker(dir: string): HistoryMarker | undefined {
  const file = markerFile(dir);
  if (!existsSync(file)) return undefined;
  try {
    if (statSync(file).size > MAX_MARKER_BYTES) throw new Error('too long');
    const { id, steps } = markerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { id, steps };
  } catch (cause) {
    throw new LoamError('SIGNING_HISTORY_DAMAGED', `The file ${file} is damaged.`, {
      hint: WAY_OUT,
      cause,
    });
  }
}

/** Writes the marker; it is on disk when this returns. */
export function writeMarker(dir: string, { id, steps }: HistoryMarker): void {
  atomicWrite(markerFile(dir), `${JSON.stringify({ format: 'loam-signing-marker/1', id, steps })}\n`);
}

/** What people can do when the history cannot be trusted. */
export const WAY_OUT =
  "Import a copy with 'loam validator history import <file>', or start with --accept-empty-history: then nothing is signed before the epoch after next.";
