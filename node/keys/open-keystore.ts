import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bytesToHex, hexToBytes } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { z } from 'zod';
import { bytes32Schema, type Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { atomicWrite } from '../data-folder/atomic-write.ts';
import { parseKeystore, sealKeystore, unsealKeystore } from './keystore-file.ts';
import { MACHINE_SCRYPT, PASSPHRASE_SCRYPT } from './limits.ts';
import { generatePeerKey } from './peer-key.ts';
import { createSigner, type Signer } from './signer.ts';

const secretsSchema = z.strictObject({
  account: bytes32Schema,
  gossip: bytes32Schema,
  database: bytes32Schema,
  peer: z.string().regex(/^0x[0-9a-f]{136}$/),
});
type Secrets = z.infer<typeof secretsSchema>;

/** The keys of one node. Whoever holds this object may ask for what they need; nothing of it is ever printed. */
export interface Keystore {
  /** Signs for the owner's account. */
  readonly signer: Signer;
  /** Key of the encrypted database, 32 bytes. */
  databaseKey(): Uint8Array;
  /** The peer identity as libp2p's protobuf (for `privateKeyFromProtobuf`). */
  peerPrivateKey(): Uint8Array;
  /** secp256k1 key that signs the gossip logs, 32 bytes; another key than the account's. */
  gossipPrivateKey(): Uint8Array;
  /** Its public half as NodeRegistry keeps it: 33 bytes, compressed. */
  readonly gossipPublicKey: Hex;
}

/** Settings of {@link openKeystore}. */
export interface OpenKeystoreOptions {
  /** Data folder. */
  readonly dir: string;
  /** Without it a key file of this machine (`machine.key`, mode 0600) opens the keystore. */
  readonly passphrase?: string | undefined;
  readonly random?: (bytes: number) => Uint8Array;
}

/**
 * Opens `keys.json` of a data folder, and makes it with new keys the first time.
 *
 * @throws LoamError `KEYS_PASSPHRASE_WRONG`, `KEYS_PASSPHRASE_NEEDED`, `KEYS_MACHINE_KEY_MISSING`, `KEYS_INVALID`
 */
export async function openKeystore(options: OpenKeystoreOptions): Promise<Keystore> {
  const file = join(options.dir, 'keys.json');
  const machineFile = join(options.dir, 'machine.key');
  const random = options.random ?? ((bytes) => randomBytes(bytes));
  if (!existsSync(file)) {
    const secrets: Secrets = {
      account: accountKey(random),
      gossip: accountKey(random),
      database: bytesToHex(random(32)),
      peer: bytesToHex(generatePeerKey()),
    };
    const { passphrase } = options;
    const sealed = await sealKeystore(JSON.stringify(secrets), {
      lock: passphrase === undefined ? 'machine' : 'passphrase',
      password: passphrase ?? machineKey(machineFile, random),
      cost: passphrase === undefined ? MACHINE_SCRYPT : PASSPHRASE_SCRYPT,
      random,
    });
    atomicWrite(file, sealed);
    return keystoreOf(secrets);
  }
  const parsed = parseKeystore(readFileSync(file, 'utf8'));
  const password = parsed.lock === 'machine' ? readMachineKey(machineFile) : options.passphrase;
  if (password === undefined) {
    throw new LoamError('KEYS_PASSPHRASE_NEEDED', 'The keystore opens with a passphrase only.', {
      hint: 'Start Loam with the passphrase.',
    });
  }
  const secrets = secretsSchema.safeParse(JSON.parse(await unsealKeystore(parsed, password)));
  if (!secrets.success) throw new LoamError('KEYS_INVALID', 'The keystore holds other things than keys.');
  return keystoreOf(secrets.data);
}

function keystoreOf(secrets: Secrets): Keystore {
  return {
    signer: createSigner(secrets.account),
    databaseKey: () => hexToBytes(secrets.database),
    peerPrivateKey: () => hexToBytes(secrets.peer as Hex),
    gossipPrivateKey: () => hexToBytes(secrets.gossip),
    gossipPublicKey: compressed(privateKeyToAccount(secrets.gossip).publicKey),
  };
}

/** A valid secp256k1 key: random bytes that the curve accepts (all but about one in 2^128). */
function accountKey(random: (bytes: number) => Uint8Array): Hex {
  for (;;) {
    const key = bytesToHex(random(32));
    try {
      privateKeyToAccount(key);
      return key;
    } catch {
      // Zero or above the curve's order: draw again.
    }
  }
}

function compressed(uncompressed: Hex): Hex {
  const bytes = hexToBytes(uncompressed);
  const odd = ((bytes[64] ?? 0) & 1) === 1;
  return bytesToHex(Uint8Array.of(odd ? 3 : 2, ...bytes.subarray(1, 33)));
}

function machineKey(file: string, random: (bytes: number) => Uint8Array): Uint8Array {
  if (!existsSync(file)) atomicWrite(file, random(32), { mode: 0o600 });
  return readMachineKey(file);
}

function readMachineKey(file: string): Uint8Array {
  if (!existsSync(file)) {
    throw new LoamError(
      'KEYS_MACHINE_KEY_MISSING',
      'The file machine.key that opens the keystore is missing.',
      {
        hint: 'Restore it from a copy of the data folder.',
      },
    );
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new LoamError('KEYS_INVALID', 'Other users may read machine.key.', {
      hint: `Run chmod 600 on ${file}.`,
    });
  }
  const key = readFileSync(file);
  if (key.length !== 32) throw new LoamError('KEYS_INVALID', 'The file machine.key is damaged.');
  return key;
}
