import { LoamError } from '../errors/loam-error.ts';
import { MAX_DESCRIPTOR_CHARS } from './limits.ts';
import { type NetworkDescriptor, networkDescriptorSchema } from './network-descriptor.ts';

/**
 * Reads a network file that somebody else may have written.
 *
 * @throws LoamError `DESCRIPTOR_TOO_BIG`, `DESCRIPTOR_NOT_JSON`, `DESCRIPTOR_FORMAT` (another format or version),
 * `DESCRIPTOR_INVALID` (names the fields that do not fit)
 */
export function parseDescriptor(text: string): NetworkDescriptor {
  if (text.length > MAX_DESCRIPTOR_CHARS) {
    throw new LoamError('DESCRIPTOR_TOO_BIG', 'The network file is too big to be one.', {
      hint: `A network file has at most ${MAX_DESCRIPTOR_CHARS} characters. Check that this is the right file.`,
    });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new LoamError('DESCRIPTOR_NOT_JSON', 'The network file is not JSON.', {
      hint: 'Ask for the file again; it may have been cut off on its way.',
    });
  }
  const format = typeof json === 'object' && json !== null && 'format' in json ? json.format : undefined;
  if (format !== 'loam-network/1') {
    const newer = typeof format === 'string' && /^loam-network\/\d{1,4}$/.test(format);
    throw new LoamError(
      'DESCRIPTOR_FORMAT',
      newer
        ? `The network file has the format ${format}, which this version of Loam does not know.`
        : 'This is no network file of Loam.',
      { hint: newer ? 'Update Loam.' : "'loam deploy' or 'loam network create' writes one." },
    );
  }
  const parsed = networkDescriptorSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.slice(0, 3).join('.') || '(all)');
  throw new LoamError(
    'DESCRIPTOR_INVALID',
    `The network file does not fit in: ${[...new Set(fields)].slice(0, 8).join(', ').slice(0, 300)}.`,
    { hint: 'Ask whoever made it for a file that Loam has written.' },
  );
}
