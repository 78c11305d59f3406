import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_DESCRIPTOR_CHARS } from '../../protocol/network/limits.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { parseDescriptor } from '../../protocol/network/parse-descriptor.ts';

/** UTF-8 takes at most this many bytes for a character of JavaScript. */
const BYTES_PER_CHAR = 3;

/**
 * Reads a network file.
 *
 * @throws LoamError `NETWORK_FILE_UNREADABLE`, `DESCRIPTOR_…`
 */
export function readNetworkFile(file: string): NetworkDescriptor {
  return parseDescriptor(readStart(file, MAX_DESCRIPTOR_CHARS * BYTES_PER_CHAR + 1, 'The network file'));
}

/** Where the key of a private network lies unless told otherwise: beside the network file. */
export function keyFileOf(networkFile: string): string {
  return `${networkFile}.key`;
}

/**
 * The text of a private network's key file, or undefined for a network that is not private.
 *
 * @param named the file that the person named, if any
 * @throws LoamError `NETWORK_FILE_UNREADABLE`
 */
export function readPrivateKeyFile(
  descriptor: NetworkDescriptor,
  networkFile: string,
  named: string | undefined,
): string | undefined {
  const file = named ?? keyFileOf(networkFile);
  if (named === undefined && (descriptor.privateNetwork !== true || !existsSync(file))) return undefined;
  return readKeyText(file);
}

/** The text of a key file. @throws LoamError `NETWORK_FILE_UNREADABLE` */
export function readKeyText(file: string): string {
  return readStart(file, 256, 'The key file');
}

/** At most `bytes` of a file, so that naming a huge one costs nothing. */
function readStart(file: string, bytes: number, what: string): string {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const buffer = Buffer.alloc(bytes);
      let length = 0;
      for (let read = 1; read > 0 && length < bytes; length += read)
        read = readSync(descriptor, buffer, length, bytes - length, null);
      return buffer.toString('utf8', 0, length);
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    throw new LoamError('NETWORK_FILE_UNREADABLE', `${what} ${file} cannot be read.`, {
      hint: 'Check its path and that you may read it.',
      cause,
    });
  }
}
