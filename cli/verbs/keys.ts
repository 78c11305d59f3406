import { randomBytes } from 'node:crypto';
import { privateKeyToAccount } from 'viem/accounts';
import { openDataFolder } from '../../node/data-folder/open-data-folder.ts';
import { normalWords } from '../../node/keys/derive-secrets.ts';
import { importAccount, isWalletFile } from '../../node/keys/import-account.ts';
import {
  hasKeystore,
  type KeystoreLock,
  type KeystorePlace,
  keystoreLock,
  loadSecrets,
  saveSecrets,
} from '../../node/keys/keystore-secrets.ts';
import { keychainWorks, osKeychain } from '../../node/keys/os-keychain.ts';
import { replaceKeys } from '../../node/keys/replace-keys.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_NEGATIVE, EXIT_OK } from '../exit-codes.ts';
import { ask } from '../output/ask.ts';
import { keysPassphrase, PASSPHRASE_FILE, passphraseFrom, readSmall } from '../passphrase.ts';
import { defaultDataDir } from '../paths.ts';
import { type Verb, type VerbContext, verbGroup } from '../verb.ts';

const LOCKS: Readonly<Record<KeystoreLock, string>> = {
  machine: 'a key file beside it that only you may read',
  passphrase: 'a passphrase',
  keychain: 'the system’s keychain',
};

/** Runs `work` on the keys of a data folder that no node uses meanwhile. */
async function withKeys<T>(context: VerbContext, work: (place: KeystorePlace) => Promise<T>): Promise<T> {
  const folder = openDataFolder(
    String(context.options['data-dir'] ?? defaultDataDir(process.env, process.platform)),
  );
  try {
    const passphrase = await keysPassphrase(context, folder.dir);
    return await work({ dir: folder.dir, passphrase, random: (bytes) => randomBytes(bytes) });
  } finally {
    folder.close();
  }
}

function say(json: boolean, facts: object, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(facts)}\n` : `${text}\n`);
}

const statusVerb: Verb = {
  name: 'status',
  usage: '',
  summary: 'Show the account, what opens its keys, and whether words bring them back.',
  options: PASSPHRASE_FILE,
  examples: ['keys status', 'keys status --json'],
  run: (context) =>
    withKeys(context, async (place) => {
      const hasKeychain = await keychainWorks(osKeychain(), Buffer.from(place.random(8)).toString('hex'));
      if (!hasKeystore(place.dir)) {
        say(
          context.json,
          { exists: false, hasKeychain },
          'There are no keys yet; the first start of Loam makes them.',
        );
        return EXIT_OK;
      }
      const lock = keystoreLock(place.dir);
      const secrets = await loadSecrets(place);
      const { address } = privateKeyToAccount(secrets.account);
      const hasWords = secrets.words !== undefined;
      say(
        context.json,
        { exists: true, address, lock, hasWords, hasKeychain },
        [
          `Account   ${address}`,
          `Opens by  ${LOCKS[lock]}`,
          `Backup    ${hasWords ? "24 words ('loam keys words' shows them)" : 'none: these keys are older than the words, copy the data folder'}`,
          `Keychain  ${hasKeychain ? "works here ('loam keys lock keychain' uses it)" : 'none that opens'}`,
        ].join('\n'),
      );
      return EXIT_OK;
    }),
};

const wordsVerb: Verb = {
  name: 'words',
  usage: '',
  summary: 'Show the 24 words that bring all keys back. Write them on paper; who has them has the account.',
  options: PASSPHRASE_FILE,
  examples: ['keys words'],
  run: (context) =>
    withKeys(context, async (place) => {
      if (context.json || !process.stdout.isTTY) {
        throw new LoamError('KEYS_WORDS_TERMINAL_ONLY', 'The words are shown on a terminal only.', {
          hint: 'Run it where you can read it, and never send the words into a file.',
        });
      }
      const { words } = await loadSecrets(place);
      if (words === undefined) throw noWords();
      const answer = await ask('Can nobody else see this screen? Type yes: ', context);
      if (answer.trim().toLowerCase() !== 'yes') return EXIT_NEGATIVE;
      const list = words.split(' ');
      for (let row = 0; row < list.length; row += 4) {
        const cells = list
          .slice(row, row + 4)
          .map((word, i) => `${String(row + i + 1).padStart(2)} ${word.padEnd(10)}`);
        process.stdout.write(`  ${cells.join('  ')}\n`);
      }
      process.stdout.write("Then run 'loam keys check' to see that what you wrote down is right.\n");
      return EXIT_OK;
    }),
  negative: 'you did not say yes',
};

const checkVerb: Verb = {
  name: 'check',
  usage: '',
  summary: 'Compare the words that you wrote down with the keys that are here.',
  options: PASSPHRASE_FILE,
  examples: ['keys check'],
  negative: 'they are the words of another account',
  run: (context) =>
    withKeys(context, async (place) => {
      const { words } = await loadSecrets(place);
      if (words === undefined) throw noWords();
      const given = normalWords(await ask('Your 24 words: ', { hidden: true, signal: context.signal }));
      const ok = given === words;
      say(
        context.json,
        { ok },
        ok
          ? 'These are the words of your keys. Keep them safe.'
          : 'These words are valid, but they belong to other keys.',
      );
      return ok ? EXIT_OK : EXIT_NEGATIVE;
    }),
};

const importVerb: Verb = {
  name: 'import',
  usage: '',
  summary: 'Bring keys along: 24 words, a private key, or a wallet file of another program.',
  options: {
    ...PASSPHRASE_FILE,
    file: { type: 'string', help: 'read the key or wallet file from here (default: it is asked for)' },
    'wallet-passphrase-file': { type: 'string', help: 'file whose first line opens the wallet file' },
  },
  examples: ['keys import', 'keys import --file wallet.json'],
  run: (context) =>
    withKeys(context, async (place) => {
      const { options, signal, json } = context;
      const text =
        options.file === undefined
          ? await ask('24 words, or a private key: ', { hidden: true, signal })
          : readSmall(String(options.file));
      const isWords = !isWalletFile(text) && text.trim().includes(' ');
      let opens: string | undefined;
      if (isWalletFile(text)) {
        const file = options['wallet-passphrase-file'];
        const from = file === undefined ? {} : { 'passphrase-file': file };
        opens = await passphraseFrom(from, 'Passphrase of the wallet file: ', signal);
      }
      const keys = isWords ? { words: text } : { account: await importAccount(text, opens) };
      const { kept, keepsDatabaseKey } = await replaceKeys(place, keys, Date.now());
      const { address } = privateKeyToAccount((await loadSecrets(place)).account);
      const lines = [`The account is ${address} now.`];
      if (kept !== null) lines.push(`The keys from before are kept as ${kept}, sealed as they were.`);
      if (keepsDatabaseKey && isWords)
        lines.push('The chats here keep the key they have: your words alone do not open them.');
      if (!isWords) lines.push('Words do not bring an imported account back: keep its own backup.');
      say(json, { address, kept, keepsDatabaseKey }, lines.join('\n'));
      return EXIT_OK;
    }),
};

const lockVerb: Verb = {
  name: 'lock',
  usage: '<machine|passphrase|keychain>',
  summary: 'Choose what opens the keys. They stay the same.',
  options: {
    ...PASSPHRASE_FILE,
    'new-passphrase-file': { type: 'string', help: 'file whose first line is the new passphrase' },
  },
  examples: ['keys lock passphrase', 'keys lock keychain'],
  run: (context) => {
    const lock = context.words[0];
    if (context.words.length !== 1 || lock === undefined || !Object.hasOwn(LOCKS, lock))
      throw new LoamError('USAGE', 'Say what opens them: loam keys lock machine, passphrase or keychain.');
    return withKeys(context, async (place) => {
      const secrets = await loadSecrets(place);
      let passphrase: string | undefined;
      if (lock === 'passphrase') {
        const file = context.options['new-passphrase-file'];
        const from = file === undefined ? {} : { 'passphrase-file': file };
        passphrase = await passphraseFrom(from, 'New passphrase: ', context.signal);
        if (passphrase === '') throw new LoamError('USAGE', 'An empty passphrase protects nothing.');
        if (
          file === undefined &&
          passphrase !== (await ask('Once more: ', { hidden: true, signal: context.signal }))
        )
          throw new LoamError('USAGE', 'The two are not the same; nothing was changed.');
      }
      await saveSecrets({ ...place, passphrase }, secrets, lock as KeystoreLock);
      say(context.json, { lock }, `The keys open by ${LOCKS[lock as KeystoreLock]} now.`);
      return EXIT_OK;
    });
  },
};

function noWords(): LoamError {
  return new LoamError('KEYS_NO_WORDS', 'These keys have no words.', {
    hint: 'They were made before there were any, or the account was imported. Copy the data folder instead.',
  });
}

/** `loam keys`: what opens the keys, the words that bring them back, and keys from elsewhere. */
export const keysVerb: Verb = verbGroup({
  name: 'keys',
  summary: 'Back up, check, import and lock the keys.',
  subverbs: [statusVerb, wordsVerb, checkVerb, importVerb, lockVerb],
});
