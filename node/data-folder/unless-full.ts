import { isDiskFull, LoamError } from '../../protocol/errors/loam-error.ts';

/**
 * What `work` gives; a disk that was full meanwhile is told as such.
 *
 * @throws LoamError `DISK_FULL`; anything else as it was thrown
 */
export async function unlessFull<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isDiskFull(error) ? LoamError.wrap('DISK_FULL', error) : error;
  }
}
