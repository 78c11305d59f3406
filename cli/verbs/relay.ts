import { networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { checkListenAddresses } from '../../node/peers/addresses.ts';
import { defaultListen } from '../../node/peers/default-listen.ts';
import { createPeerHost } from '../../node/peers/peer-host.ts';
import { parsePrivateNetworkKey } from '../../node/peers/private-network-key.ts';
import { relayAnnouncements } from '../../node/peers/relay-announcements.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { listOption, textOption } from '../network/list-option.ts';
import { readKeyText, readNetworkFile } from '../network/network-file.ts';
import { untilStopped } from '../network/until-stopped.ts';
import { defaultDataDir } from '../paths.ts';
import type { Verb } from '../verb.ts';

/** Port that the hint suggests. */
const USUAL_PORT = 4001;

/** `loam relay`: a node to call first and to be reached through. No model, no worker, no account. */
export const relayVerb: Verb = {
  name: 'relay',
  usage: '',
  summary: 'Run a node that others call first and through which those that nobody can call are reached.',
  options: {
    listen: { type: 'string', help: 'addresses to listen on, separated by commas' },
    announce: { type: 'string', help: 'addresses under which others reach it, e.g. of its router' },
    networks: { type: 'string', help: 'network files, separated by commas: serve these only (default: all)' },
    'private-key-file': { type: 'string', help: 'key of the private network that it serves' },
  },
  examples: ['relay --listen /ip4/198.51.100.7/tcp/4001'],
  async run({ options, json, signal }) {
    const listen = listOption(options, 'listen');
    if (listen === undefined) {
      const usual = defaultListen('public', networkInterfaces(), USUAL_PORT).join(',');
      throw new LoamError('USAGE', 'Say where to listen.', {
        hint: `For example: loam relay --listen ${usual}`,
      });
    }
    // Public addresses that it listens on are announced at once: nobody is there yet who could check them.
    const announce = checkListenAddresses(listOption(options, 'announce') ?? listen.filter(hasPort));
    const keyFile = textOption(options, 'private-key-file');
    const networks = listOption(options, 'networks')?.map((file) => readNetworkFile(resolve(file)).id);
    const base = String(options['data-dir'] ?? defaultDataDir(process.env, process.platform));
    const host = await createPeerHost({
      dataDir: join(base, 'relay'),
      listen,
      announce,
      isRelay: true,
      ...(keyFile === undefined
        ? {}
        : { privateNetworkKey: parsePrivateNetworkKey(readKeyText(resolve(keyFile))) }),
    });
    const announcements = relayAnnouncements(host, networks === undefined ? undefined : new Set(networks));
    try {
      const addresses = host.multiaddrs();
      process.stdout.write(
        json
          ? `${JSON.stringify({ peerId: host.peerId, addresses })}\n`
          : `The relay runs. Name it in a network with: loam network create <file> --relays ${addresses.join(',')}\nPress Ctrl-C to stop.\n`,
      );
      await untilStopped(signal);
      return EXIT_OK;
    } finally {
      announcements.stop();
      await host.stop();
    }
  },
};

function hasPort(address: string): boolean {
  return !/\/tcp\/0(\/|$)/.test(address);
}
