import { z } from 'zod';
import { gossipAttestationSchema } from '../../protocol/attestation/gossip-attestation.ts';
import { createPeerHost } from '../peers/peer-host.ts';
import { createGossip } from './gossip.ts';

// A node of its own for the test with separate processes: arguments are the data folder and the network id. Every
// message in is answered by one message out, the number of attestations of epoch 1.
const messageSchema = z.strictObject({
  dial: z.string().optional(),
  append: gossipAttestationSchema.optional(),
});

const [dataDir, networkId] = process.argv.slice(2);
if (dataDir === undefined || networkId === undefined) throw new Error('usage: <data folder> <network id>');
const host = await createPeerHost({ dataDir });
const gossip = await createGossip({
  host,
  dataDir,
  networkId,
  isAllowedKey: () => true,
  exchangeIntervalMs: 300,
});
const log = await gossip.openEpoch(1);

process.on('message', (raw) => {
  void (async () => {
    const { dial, append } = messageSchema.parse(raw);
    if (dial !== undefined) await host.dial(dial);
    if (append !== undefined) await log.append(append);
    process.send?.({ count: (await log.all()).length });
  })();
});
process.on('disconnect', () => process.exit());
process.send?.({ address: host.multiaddrs()[0] });
