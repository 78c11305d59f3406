import bundled from '../../assets/models/catalogue.json' with { type: 'json' };
import { type CatalogueEntry, catalogueSchema } from '../../protocol/api/models-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_CATALOGUE_CHARS } from '../../protocol/limits.ts';

/** Models that Loam knows by itself, the one that comes with it first. */
export const CATALOGUE: readonly CatalogueEntry[] = catalogueSchema.parse(bundled).models;

/** The model that comes with Loam. */
export const BUNDLED_MODEL: CatalogueEntry = firstOf(CATALOGUE);

/**
 * Models of a catalogue file.
 *
 * @throws LoamError `CATALOGUE_INVALID` names what does not fit
 */
export function parseCatalogue(text: string): CatalogueEntry[] {
  if (text.length > MAX_CATALOGUE_CHARS) throw invalid(`it has ${text.length} characters`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw invalid('it is not JSON', cause);
  }
  const parsed = catalogueSchema.safeParse(json);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`);
    throw invalid(issues.slice(0, 3).join('; ').slice(0, 300));
  }
  const { models } = parsed.data;
  const known = models.find(({ id }) => CATALOGUE.some((entry) => entry.id === id));
  if (known !== undefined) throw invalid(`Loam's own catalogue has a model "${known.id}" already`);
  if (models.some((model) => model.bundled === true)) throw invalid('only Loam itself bundles models');
  if (new Set(models.map(({ id }) => id)).size !== models.length) throw invalid('a model is listed twice');
  return models;
}

function firstOf(entries: readonly CatalogueEntry[]): CatalogueEntry {
  const entry = entries.find(({ bundled: isBundled }) => isBundled === true);
  if (entry === undefined) throw new LoamError('CATALOGUE_INVALID', 'The catalogue names no bundled model.');
  return entry;
}

function invalid(detail: string, cause?: unknown): LoamError {
  return new LoamError('CATALOGUE_INVALID', `This is no catalogue of models that Loam can read: ${detail}.`, {
    hint: 'docs/models.md shows what a catalogue looks like.',
    cause,
  });
}
