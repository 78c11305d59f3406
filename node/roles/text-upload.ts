import { LoamError } from '../../protocol/errors/loam-error.ts';

/** A piece of a text that is too long for one message. */
export interface TextPiece {
  readonly piece: string;
  /** Characters before it; 0 begins anew. */
  readonly at: number;
  /** Characters of the whole. */
  readonly total: number;
}

/** Puts one text together from pieces that come in order. */
export class TextUpload {
  readonly #maxChars: number;
  #text = '';

  /** @param maxChars most that the whole may have */
  constructor(maxChars: number) {
    this.#maxChars = maxChars;
  }

  /** @returns the text with its last piece; null before. @throws LoamError `UPLOAD_OUT_OF_ORDER` */
  take({ piece, at, total }: TextPiece): string | null {
    if (at === 0) this.#text = '';
    if (at !== this.#text.length || at + piece.length > total || total > this.#maxChars) {
      this.#text = '';
      throw new LoamError('UPLOAD_OUT_OF_ORDER', 'The file did not arrive whole.', {
        hint: 'Choose it again. Nothing was taken.',
      });
    }
    this.#text += piece;
    if (this.#text.length < total) return null;
    const whole = this.#text;
    this.#text = '';
    return whole;
  }
}
