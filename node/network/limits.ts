/** LOAM that a node of the local network bonds per role, whole tokens. */
export const LOCAL_STAKE_LOAM = { learner: 500n, validator: 500n, aggregator: 500n } as const;
/** LOAM that a new node of the local network is given, whole tokens. */
export const LOCAL_GRANT_LOAM = 2_000n;
/** Whole LOAM locked with one submission. */
export const SUBMISSION_STAKE_LOAM = 100n;
/** Milliseconds that fetching one bundle or manifest may take. */
export const FETCH_TIMEOUT_MS = 15_000;
/** Milliseconds after which a payment that the chain still knows is final: the local chain writes once a second. */
export const CLAIM_SETTLES_MS = 2_500;
/** Milliseconds between two looks at the chain's head. */
export const CHAIN_POLL_MS = 500;
/** Epochs whose committees' keys are kept in memory. */
export const EPOCHS_REMEMBERED = 16;
/** Milliseconds between two looks at whether a dispute awaits a step. */
export const DISPUTE_LOOK_MS = 3_000;
/** Milliseconds after which roles look again although no block came. */
export const TICK_MS = 1_000;
/** Gas that approving the bond and registering use together, rounded up; what an account must be able to pay before it tries. */
export const REGISTER_GAS = 500_000n;
/** Milliseconds between two looks at whether an account has got what registering costs, at first. */
export const FUNDS_LOOK_MS = 1_000;
/** The same at most. */
export const FUNDS_LOOK_MAX_MS = 30_000;
/** Milliseconds between two tries to join a network at the start. */
export const JOIN_RETRY_MS = 2_000;
