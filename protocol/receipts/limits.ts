/** Payments in one receipt; a longer time takes several. */
export const MAX_RECEIPT_PAYMENTS = 10_000;
/** Bytes of a receipt's file. */
export const MAX_RECEIPT_BYTES = 4 * 1024 * 1024;
