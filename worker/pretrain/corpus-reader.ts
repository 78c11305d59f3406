import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { SourceFile } from './corpus.ts';
import { MAX_CORPUS_FILE_BYTES } from './limits.ts';

/** Reads files of one corpora folder and keeps a record of what was read. */
export class CorpusReader {
  readonly files: SourceFile[] = [];
  readonly #folder: string;

  /** @param folder the folder that holds one folder per corpus */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The file's bytes, unpacked when the name ends in .gz. */
  async bytes(path: string): Promise<Uint8Array> {
    let raw: Buffer;
    try {
      raw = await readFile(join(this.#folder, path));
    } catch (cause) {
      throw new LoamError('CORPUS_MISSING', `The corpus file ${path} cannot be read.`, {
        cause,
        hint: 'Pass the folder that holds the corpora with --corpora.',
      });
    }
    this.files.push({ path, bytes: raw.length, sha256: createHash('sha256').update(raw).digest('hex') });
    return path.endsWith('.gz') ? gunzipSync(raw, { maxOutputLength: MAX_CORPUS_FILE_BYTES }) : raw;
  }

  /** The file as text. */
  async text(path: string): Promise<string> {
    return new TextDecoder().decode(await this.bytes(path));
  }

  /** The file as one JSON value per line. */
  async jsonLines(path: string): Promise<unknown[]> {
    const lines = (await this.text(path)).split('\n').filter((line) => line.trim() !== '');
    return lines.map((line): unknown => JSON.parse(line));
  }
}
