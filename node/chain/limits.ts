/** Chain id of the network on one computer. */
export const LOCAL_CHAIN_ID = 31_337;
/** Milliseconds in which the local chain must be up. */
export const ANVIL_START_MS = 20_000;
/** Milliseconds that the local chain gets to write its state when asked to stop. */
export const ANVIL_STOP_MS = 5_000;
/** Milliseconds that the port of an ended chain process gets to become free before another one is taken. */
export const PORT_RELEASE_MS = 3_000;
/** Milliseconds between two looks at such a port. */
export const PORT_LOOK_MS = 25;
/** Milliseconds between two copies of the local chain's state. */
export const STATE_COPY_MS = 2_000;
/** Blocks that are read from the local chain at once. */
export const BLOCKS_AT_ONCE = 32;
/** Bytes of the journal of the local chain's blocks from which on what its state holds is taken out. */
export const MAX_BLOCK_JOURNAL_BYTES = 8 * 1024 * 1024;
/** Milliseconds in which the last blocks of a chain that is about to end must be in the journal. */
export const KEEP_LAST_MS = 1_500;
/** Times that forgotten blocks are mined again at a start before the chain goes on without them. */
export const REPLAY_TRIES = 3;
/** Past block states that the local chain keeps in memory. */
export const ANVIL_STATES_IN_MEMORY = 64;
/** Milliseconds between two looks at the chain. */
export const CHAIN_POLL_MS = 500;
/** Milliseconds between two looks for a receipt. */
export const RECEIPT_POLL_MS = 100;
/** Milliseconds until an unconfirmed transaction on the local chain is given up. */
export const LOCAL_RECEIPT_MS = 30_000;
/** Milliseconds until an unconfirmed transaction on another chain is given up. */
export const RECEIPT_MS = 240_000;
/** Milliseconds after which a transaction that the chain has forgotten is sent again. */
export const RESEND_MS = 1_000;
/** Milliseconds for one answer of the chain. */
export const RPC_TIMEOUT_MS = 15_000;
/** Milliseconds that a call waits for a server of the chain that works. */
export const RPC_PATIENCE_MS = 10_000;
/** Pause before a server that could not be reached is asked again, milliseconds; doubles with every failure. */
export const RPC_PAUSE_MS = 150;
/** The longest such pause, milliseconds. */
export const RPC_MAX_PAUSE_MS = 5_000;
/** Pause when a server says that it is asked too often but not for how long to leave it, milliseconds; doubles. Also for one that is of another chain or behind. */
export const RPC_RATE_PAUSE_MS = 1_000;
/** The longest pause that a server can ask for, milliseconds. */
export const RPC_MAX_RATE_PAUSE_MS = 300_000;
/** Milliseconds between two looks at how far the servers are, where there are several. */
export const RPC_CHECK_MS = 15_000;
/** Blocks that a server may be behind the others. */
export const RPC_BEHIND_BLOCKS = 8;
/** Bytes of one answer of a server. */
export const MAX_RPC_ANSWER_BYTES = 16 * 1024 * 1024;
/** Gas added to an estimate, percent: other transactions may come in between. */
export const GAS_MARGIN_PERCENT = 30n;
/** Links and leaves that one draw takes unless told otherwise. */
export const DRAW_PAGE = 16;
/** Submissions that one draw gives a larger committee unless told otherwise. */
export const LARGE_DRAW_PAGE = 8;
/** Submissions that one settlement takes unless told otherwise. */
export const SETTLE_PAGE = 32;
/** Disputes that are read from the chain at once. */
export const DISPUTES_AT_ONCE = 16;
/** Blocks of one search for events; public nodes refuse much wider ones. */
export const LOG_BLOCKS = 10_000n;
/** Epochs whose events are kept in memory. */
export const EPOCH_LOGS_IN_MEMORY = 4;
/** Nodes whose entries are read at the same time. */
export const NODES_AT_ONCE = 32;
/** Most gas that one transaction asks for. */
export const MAX_TRANSACTION_GAS = 12_000_000n;
/** Tries to give tokens while other nodes ask for some too. */
export const FAUCET_TRIES = 20;
/** Pause after a try that collided, milliseconds; grows by itself with every try. */
export const FAUCET_PAUSE_MS = 15;
/** Milliseconds between two looks for a receipt while contracts are created. */
export const DEPLOY_POLL_MS = 50;
/** Blocks below the newest one that are remembered by their hashes, so that events can be undone when the chain leaves them. */
export const REORG_BLOCKS = 256;
/** Block headers that are read at the same time. */
export const HEADERS_AT_ONCE = 8;
/** Milliseconds between two looks for a receipt on a chain that others serve. */
export const PUBLIC_RECEIPT_POLL_MS = 1_000;
/** Milliseconds after which a transaction that is not mined is sent again with higher fees. */
export const STUCK_MS = 45_000;
/** What a replacement offers more, thousandths; servers take none below 125. */
export const FEE_BUMP_PER_MILLE = 130n;
/** Most that is offered per gas, wei: 5,000 gwei. */
export const MAX_FEE_PER_GAS = 5_000_000_000_000n;
/** Milliseconds before a start in which a transaction ended that nobody was told of, to be taken for the same call after it. */
export const ADOPT_MS = 600_000;
/** Blocks that a transaction waits for on a chain that others serve, its own included: their newest blocks may still change. */
export const PUBLIC_CONFIRMATIONS = 3;
