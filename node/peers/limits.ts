/** Limits of the peer host. Every number carries its unit. */

/** Largest block that is stored or taken from a peer, in bytes. Chunks are 1 MiB; directory nodes stay far below. */
export const MAX_BLOCK_BYTES = 2 * 1024 * 1024;
/** Places for blocks on their way to the block thread. Memory of a place is taken as far as blocks fill it. */
export const BLOCK_SLOTS = 12;
/** Blocks below this size are checked and stored at once, in bytes: handing them over costs more. */
export const BLOCK_THREAD_MIN_BYTES = 32 * 1024;
/** Time after which an idle block thread ends, in milliseconds. */
export const BLOCK_THREAD_IDLE_MS = 20_000;
/** Bytes that gossipsub may put together into one frame, several messages at most; more costs the connection. */
export const MAX_GOSSIP_FRAME_BYTES = 256 * 1024;
/** Largest bitswap message, in bytes: the library sends no larger one. */
export const BITSWAP_FRAME_BYTES = 4 * 1024 * 1024;
/** Bytes of bitswap want lists that one peer may send per second, on average. A want has 50 to 60. */
export const WANTLIST_BYTES_PER_SECOND = 256 * 1024;
/** The same in a burst; a list above it is refused when it begins. */
export const WANTLIST_BYTES_BURST = 256 * 1024;
/** What a want list counts at least, in bytes. */
export const WANTLIST_MIN_BYTES = 64;
/** Connections one host keeps. */
export const MAX_CONNECTIONS = 128;
/** Longest multiaddress in text, in characters. */
export const MAX_MULTIADDR_CHARS = 512;
/** Addresses that a host listens on or keeps alive. */
export const MAX_ADDRESSES = 64;
/** One dial, in milliseconds. */
export const DIAL_TIMEOUT_MS = 10_000;
/** First wait before a lost peer is dialled again, in milliseconds; doubles up to {@link RECONNECT_MAX_MS}. */
export const RECONNECT_MIN_MS = 250;
/** Longest wait between two dials of a lost peer, in milliseconds. */
export const RECONNECT_MAX_MS = 30_000;
/** How often a live connection is looked at, in milliseconds (a lost one is noticed at once by its event). */
export const RECONNECT_WATCH_MS = 5_000;
/** Longest time that stopping may take, in milliseconds. */
export const STOP_TIMEOUT_MS = 5_000;
/** Part of {@link STOP_TIMEOUT_MS} after which connections that will not close are left to the process, in milliseconds. */
export const STOP_NETWORK_MS = 3_500;
/** A block is not sent to the same peer twice within this time, in milliseconds. */
export const RESEND_WINDOW_MS = 1_000;
/** Addresses that one announcement of a peer may carry. */
export const MAX_ANNOUNCED_ADDRESSES = 8;
/** Peers that a directory connects to by itself. */
export const MAX_DISCOVERED_PEERS = 32;
/** Time between two announcements of a node, in milliseconds. */
export const ANNOUNCE_INTERVAL_MS = 15_000;
/** Wait before an announcement that a newcomer triggers, in milliseconds; several newcomers share one. */
export const ANNOUNCE_DEBOUNCE_MS = 100;
/** How long an announced peer that could not be reached is left alone, in milliseconds. */
export const UNREACHABLE_MS = 30_000;
/** Wait before the node with the greater peer id dials, so that two nodes do not dial each other, in milliseconds. */
export const POLITE_DIAL_MS = 1_000;
/** Points that each kind of misconduct adds to a peer's score. */
export const MISCONDUCT_POINTS = {
  /** Bytes that no honest version of Loam sends. */
  junk: 20,
  /** A signature or an identity that is not the sender's. */
  forged: 50,
  /** A message or a block above its limit. */
  oversize: 50,
  /** More than a rate allows. */
  flood: 25,
  /** A block whose bytes do not hash to its CID. */
  'bad-block': 50,
  /** Requests that cost far more than they may. */
  greedy: 25,
} as const;
/** Score at which a peer's connections are closed and refused for a while. */
export const CONDUCT_REFUSE_AT = 100;
/** Time in which a score halves, in milliseconds. */
export const CONDUCT_HALF_LIFE_MS = 10 * 60_000;
/** First refusal of a peer, in milliseconds; doubles with every further one up to {@link REFUSAL_MAX_MS}. */
export const REFUSAL_MS = 5 * 60_000;
/** Longest refusal of a peer, in milliseconds. */
export const REFUSAL_MAX_MS = 24 * 60 * 60_000;
/** Peers whose conduct is remembered. */
export const MAX_CONDUCT_ENTRIES = 4_096;
/** Inbound connections that one IP address may open within {@link IP_WINDOW_MS}; loopback and the LAN get more. */
export const IP_CONNECTIONS = 20;
/** The same for loopback and private addresses: many nodes of one household or one test share them. */
export const PRIVATE_IP_CONNECTIONS = 100;
/** Inbound connections that one IP address may hold open at once. */
export const IP_OPEN_CONNECTIONS = 16;
/** The same for loopback and private addresses. */
export const PRIVATE_IP_OPEN_CONNECTIONS = 64;
/** Connections that one peer may open within {@link IP_WINDOW_MS}. */
export const PEER_CONNECTIONS = 20;
/** Window of the connection rates, in milliseconds. */
export const IP_WINDOW_MS = 10_000;
/** IP addresses and peers whose connection rate is remembered. */
export const MAX_RATE_ENTRIES = 8_192;
/** Inbound connections per second and IP address that libp2p itself lets through before ours are counted. */
export const INBOUND_PER_SECOND = 10;
/** Inbound connections that may be in their handshake at once. */
export const MAX_PENDING_INBOUND = 20;
/** How often a node looks whether it still has its places on its relays, in milliseconds. */
export const RELAY_RETRY_MS = 1_000;
/** Nodes that one relay keeps a place for. */
export const RELAY_MAX_RESERVATIONS = 256;
/** How long a place on a relay lasts before it is asked for again, in milliseconds. */
export const RELAY_RESERVATION_MS = 60 * 60_000;
/** Connections that a relay passes on at once. */
export const RELAY_MAX_STREAMS = 512;
/** Connections that a relay keeps open: places and the nodes that call them. */
export const RELAY_MAX_CONNECTIONS = 1_024;
/** Networks whose announcements one relay passes on. */
export const RELAY_MAX_NETWORKS = 64;
/** Time between two questions on the local network for other nodes, in milliseconds. */
export const MDNS_INTERVAL_MS = 5_000;
/** One attempt to reach an announced peer on one address, in milliseconds. */
export const MEET_TIMEOUT_MS = 5_000;
/** Head start of direct addresses before a relay is tried, in milliseconds. */
export const MEET_DIRECT_FIRST_MS = 1_000;
/** Dials that one attempt at a hole through two routers may take. */
export const HOLE_PUNCH_DIALS = 60;
/** Mean wait between two of them, in milliseconds. */
export const HOLE_PUNCH_WAIT_MS = 40;
/** Longest single one, in milliseconds; a lost packet is sent again after a second. */
export const HOLE_PUNCH_TRY_MS = 2_500;
/** Time from the end of a connection to a look whether gossip still has one to its peer, in milliseconds. */
export const GOSSIP_FOLLOWS_MS = 250;
/** The same for a second look, in case the other side saw the end late. */
export const GOSSIP_FOLLOWS_LATE_MS = 5_000;
