import { createHash, timingSafeEqual } from 'node:crypto';
import { MAX_OPEN_TOKENS, MAX_SESSIONS } from './limits.ts';

/** Bytes of a token and of a session secret. */
const SECRET_BYTES = 32;

/**
 * One-time tokens and the sessions that they open. A token opens one session, once; the session's secret is
 * another one, so that a link left in a history or a log opens nothing. Only hashes are kept.
 */
export class SessionStore {
  readonly #random: (bytes: number) => Uint8Array;
  #tokens: Uint8Array[] = [];
  #sessions: Uint8Array[] = [];

  /** @param random cryptographically secure bytes */
  constructor(random: (bytes: number) => Uint8Array) {
    this.#random = random;
  }

  /** A new one-time token. */
  issueToken(): string {
    const token = this.#secret();
    this.#tokens = [...this.#tokens, digest(token)].slice(-MAX_OPEN_TOKENS);
    return token;
  }

  /** Uses a token up. Returns the secret of the session that it opened, or null when the token opens none. */
  open(token: string): string | null {
    const wanted = digest(token);
    const kept = this.#tokens.filter((known) => !timingSafeEqual(known, wanted));
    if (kept.length === this.#tokens.length) return null;
    this.#tokens = kept;
    const secret = this.#secret();
    this.#sessions = [...this.#sessions, digest(secret)].slice(-MAX_SESSIONS);
    return secret;
  }

  /** True when the secret is that of a session that is still open. */
  has(secret: string): boolean {
    const wanted = digest(secret);
    return this.#sessions.filter((known) => timingSafeEqual(known, wanted)).length > 0;
  }

  #secret(): string {
    return Buffer.from(this.#random(SECRET_BYTES)).toString('base64url');
  }
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
