/** Losses above this are recorded as this, in micro-nats (1 000 nats per token): a broken update must still have a digest. */
export const MAX_LOSS_MICRO_NATS = 1_000_000_000;
/** Tokens of one evaluation item, prompt and answer together. */
export const MAX_ITEM_TOKENS = 256;
