import { createHash } from 'node:crypto';

/** Protocol of a network's own distributed hash table. Other networks speak another and never meet it. */
export function dhtProtocol(networkId: string): string {
  return `/loam/${networkId}/kad/1.0.0`;
}

/** Service name by which the nodes of a network ask for each other on the local network. It tells nothing of the id. */
export function mdnsTag(networkId: string): string {
  return `_loam-${createHash('sha256').update(networkId).digest('hex').slice(0, 16)}._udp.local`;
}

/** Where the topics begin on which nodes announce their addresses. */
export const ANNOUNCEMENT_TOPICS = '/loam/peers/1/';

/** The topic on which the nodes of a network announce their addresses. */
export function announcementTopic(networkId: string): string {
  return `${ANNOUNCEMENT_TOPICS}${networkId}`;
}
