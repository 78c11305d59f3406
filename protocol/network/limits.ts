/** Limits of a network's description. */

/** Largest network file, in characters; a real one has about three thousand. */
export const MAX_DESCRIPTOR_CHARS = 64 * 1024;
/** Longest address of a peer in a network file, in characters. */
export const MAX_PEER_ADDRESS_CHARS = 256;
/** Peers to dial first that a network file may name. */
export const MAX_BOOTSTRAP = 32;
/** Relays that a network file may name. */
export const MAX_RELAYS = 8;
/** Characters of the address of a chain's server. */
export const MAX_RPC_URL_CHARS = 2_048;
