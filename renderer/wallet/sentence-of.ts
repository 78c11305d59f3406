import type { Prepared, WalletAction } from '../../protocol/api/wallet-schemas.ts';
import { shorten } from '../parts/format.ts';
import { signWords } from '../words/sign-words.ts';
import { formatMoney, formatWait } from './format-money.ts';

/** What a prepared action will do, in one sentence of the page's language. */
export function sentenceOf({ action, moves, from }: Prepared): string {
  const [move] = moves;
  const to = 'to' in action ? action.to : '';
  return signWords.sentences[action.kind]({
    amount: move === undefined ? '' : formatMoney(move.amount, move.asset),
    to,
    wait: move?.backAfterS == null ? null : formatWait(move.backAfterS),
    number: numberOf(action),
    choice: choiceOf(action),
    count: action.kind === 'propose' ? action.calls.length : 0,
    isSelf: to.toLowerCase() === from.toLowerCase(),
  });
}

function numberOf(action: WalletAction): string {
  if ('proposal' in action) return shorten(action.proposal, 6, 4);
  if ('dispute' in action) return action.dispute;
  return 'submission' in action ? action.submission : '';
}

function choiceOf(action: WalletAction): string {
  if ('support' in action) return signWords.choices[action.support];
  if ('ruling' in action) return signWords.choices[action.ruling];
  return 'committee' in action ? signWords.choices[action.committee] : '';
}
