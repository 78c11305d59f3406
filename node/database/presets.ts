import { type Preset, presetSchema } from '../../protocol/api/chat-schemas.ts';
import { MAX_DETAILS_CHARS } from './limits.ts';
import type { Database } from './open-database.ts';
import { jsonColumn, parseColumn, type Row, readRow } from './read-row.ts';

/** The owner's presets by name. */
export function listPresets(db: Database): Preset[] {
  return db
    .all(
      'SELECT id, name, system_prompt AS systemPrompt, sampling FROM chat_presets ORDER BY name COLLATE NOCASE, id',
    )
    .map((row) =>
      readRow('chat_presets', presetSchema, {
        ...(row as Row),
        builtIn: false,
        sampling: parseColumn('chat_presets', (row as Row).sampling),
      }),
    );
}

/** Adds a preset or replaces the one with its id. */
export function savePreset(db: Database, preset: Omit<Preset, 'builtIn'>): void {
  db.run(
    `INSERT INTO chat_presets (id, name, system_prompt, sampling) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, system_prompt = excluded.system_prompt, sampling = excluded.sampling`,
    [preset.id, preset.name, preset.systemPrompt, jsonColumn(preset.sampling, MAX_DETAILS_CHARS)],
  );
}

/** Removes a preset; returns whether it was there. */
export function deletePreset(db: Database, id: string): boolean {
  return db.run('DELETE FROM chat_presets WHERE id = ?', [id]) > 0;
}
