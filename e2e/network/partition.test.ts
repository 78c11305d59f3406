import { expect } from 'vitest';
import { type NetworkPeer, someAttestations } from './network-peer.ts';
import { connection, eventually, networkTest } from './network-test.ts';

const count = async (peer: NetworkPeer): Promise<number> =>
  (await peer.ask<number[]>({ do: 'attestations' })).length;

networkTest('after a partition both sides have everything', async ({ world, start }) => {
  world.addSwitch('east');
  world.addSwitch('west');
  world.join('east', 'west');
  for (const [i, side] of (['east', 'east', 'west', 'west'] as const).entries())
    world.addHost(`n${i}`, side, `10.5.0.${i + 2}/24`);
  const peers: NetworkPeer[] = [];
  const bootstrap: string[] = [];
  for (let i = 0; i < 4; i++) {
    const listen = `/ip4/10.5.0.${i + 2}/tcp/4001`;
    const peer = await start(`n${i}`, { listen: [listen], bootstrap: [...bootstrap] });
    peers.push(peer);
    bootstrap.push(`${listen}/p2p/${peer.peerId}`);
  }
  const [e0, e1, w0, w1] = peers as [NetworkPeer, NetworkPeer, NetworkPeer, NetworkPeer];
  await eventually('all are connected', async () =>
    (await Promise.all(peers.map((peer) => peer.status()))).every((status) => status.peers.length >= 3),
  );
  await e0.ask({ do: 'append', attestations: someAttestations(0, 5) });
  for (const peer of peers)
    await eventually('the first are everywhere', async () => (await count(peer)) === 5);

  world.setJoined('east', 'west', false);
  await e0.ask({ do: 'append', attestations: someAttestations(5, 10) });
  await w1.ask({ do: 'append', attestations: someAttestations(15, 20) });
  await eventually('each side has its own', async () => (await count(e1)) === 15 && (await count(w0)) === 25);
  await eventually(
    'the sides notice that they are apart',
    async () => (await connection(e0, w0)) === undefined && (await connection(w1, e1)) === undefined,
  );
  expect(await count(w1)).toBe(25);

  world.setJoined('east', 'west', true);
  for (const peer of peers)
    await eventually('everything is everywhere', async () => (await count(peer)) === 35);
  const all = await Promise.all(peers.map((peer) => peer.ask<number[]>({ do: 'attestations' })));
  for (const one of all) expect(one).toEqual(Array.from({ length: 35 }, (_, i) => i));
});
