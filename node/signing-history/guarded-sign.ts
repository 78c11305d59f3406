import type { SigningHistory } from './open-signing-history.ts';
import type { HistoryOwner, Statement } from './statement.ts';

/**
 * The only way to sign (or to send, which signs) an attestation, a commitment or a salt: what is signed is in the
 * history, on disk, before `sign` is asked for it. A crash in between costs nothing: the same words may be signed again.
 *
 * @param sign gets whether this is new or said again in the same words
 * @throws LoamError `SIGNING_CONFLICT`, `SIGNING_BELOW_WATERMARK`, `SIGNING_ROUND_OVER`; nothing is signed then
 */
export async function guardedSign<T>(
  history: Pick<SigningHistory, 'record'>,
  owner: HistoryOwner,
  statement: Statement,
  sign: (said: 'new' | 'again') => Promise<T>,
): Promise<T> {
  const said = history.record(owner, statement);
  return sign(said);
}
