import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { atomicWrite } from '../../node/data-folder/atomic-write.ts';
import { newPrivateNetworkKey } from '../../node/peers/private-network-key.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_OK } from '../exit-codes.ts';
import type { Verb } from '../verb.ts';

/** `loam network private-key`: makes the key that the nodes and relays of a private network share. */
export const privateKeyVerb: Verb = {
  name: 'private-key',
  usage: '<file>',
  summary: 'Make the key that all nodes and relays of a private network share; readable by you alone.',
  options: {},
  examples: ['network private-key team.json.key'],
  async run({ words, json }) {
    const [name] = words;
    if (name === undefined || words.length > 1)
      throw new LoamError('USAGE', 'Say where to: loam network private-key team.json.key');
    const file = resolve(name);
    if (existsSync(file)) {
      throw new LoamError('PRIVATE_KEY_EXISTS', `${file} exists already.`, {
        hint: 'A key that is replaced locks out who has the old one. Name another file, or move that one away.',
      });
    }
    atomicWrite(file, `${newPrivateNetworkKey(randomBytes)}\n`, { mode: 0o600 });
    process.stdout.write(
      json
        ? `${JSON.stringify({ file })}\n`
        : `${file} is written. Pass it on by a way that others cannot read.\n`,
    );
    return EXIT_OK;
  },
};
