import type {
  ValidatorAlert,
  ValidatorSetup,
  ValidatorStatus,
} from '../../../protocol/api/validator-schemas.ts';

const verdicts = (n: number) => (n === 1 ? 'one verdict' : `${n} verdicts`);

/** Words of the Validate view. */
export const validateEn = {
  title: 'Validate',
  empty: {
    title: 'Check what other people’s computers learned',
    text: 'Every lesson that is shared is run again by a few computers drawn by chance. Yours can be one of them, and is paid for it. It needs a network first.',
  },
  states: {
    off: 'Off',
    watching: 'Making sure',
    on: 'On',
    finishing: 'Finishing',
    stopped: 'Stopped',
  } satisfies Record<ValidatorStatus['state'], string>,
  switch: {
    label: 'Check other people’s lessons',
    off: 'This computer checks nothing. Turned on, it is drawn now and then, runs a lesson again, and says what it measured.',
    watching: 'Silent for a moment, to make sure that no other computer works with this key.',
    watchingLeft: (left: string) => `It begins in ${left}.`,
    watchingEpoch: (epoch: number) => `It begins when epoch ${epoch} is over.`,
    on: 'Checking what this computer is drawn for.',
    finishing:
      'Turned off. It still finishes what it was drawn for, because leaving that open would cost money.',
    stopped: 'It stopped by itself and signs nothing.',
  } satisfies Record<ValidatorStatus['state'] | 'label', string> & Record<string, unknown>,
  conditions: {
    title: 'What it needs',
    states: { met: 'Fulfilled', unmet: 'Missing', open: 'Found out when it is turned on' } satisfies Record<
      ValidatorSetup['conditions'][number]['state'],
      string
    >,
    names: {
      network: 'Part of a network',
      stake: 'Enough stake',
      clock: 'The clock is right',
      history: 'A trusted signing history',
      alone: 'No other computer with this key',
    } satisfies Record<ValidatorSetup['conditions'][number]['name'], string>,
    network: (name: string) => `This computer is in ${name}.`,
    stake: (stake: string, least: string) => `${stake} LOAM are bonded; the least is ${least}.`,
    stakeMore: 'Stake more',
    clockMet: 'It agrees with the network’s.',
    historyNew: 'Nothing was signed with this key here yet. A history begins with the first signature.',
    historyMet: (n: number) => `${n === 1 ? 'One signature is' : `${n} signatures are`} on record.`,
    historyLost:
      'What this key signed before is not on record here. Without it, it could sign a second verdict where it has signed one, which costs bond.',
    historyImport: 'Import the history',
    historyEmpty: 'Begin an empty one',
    aloneOpen: 'Looked for before the first signature.',
    aloneMet: 'None was seen.',
    aloneAgain: 'Start again',
  },
  begin: {
    title: 'Before it begins',
    again: 'Before it begins again',
    open: 'Turn on',
    costs:
      'When it is drawn, this computer works hard for some minutes: it fetches a few megabytes and measures a lesson on one processor core or two. Between draws it costs almost nothing.',
    one: 'One key, one computer',
    oneWhy: (bps: string) =>
      `If two computers check with the same key, they can sign two different verdicts about one lesson. The network takes that for cheating: up to ${bps} of the bond is lost for each, and it cannot be undone.`,
    wait: (wait: string) =>
      `So it first stays silent for ${wait} and looks whether anybody else signs with this key. Nothing is missed by waiting except what it would have been drawn for.`,
    waitEpochs: (n: number) => (n === 1 ? 'a whole epoch' : `${n} whole epochs`),
    moved:
      'Did this key work on another computer before? Turn that one off for good, export its signing history there and import it here first.',
    only: 'No other computer checks with this key, and none will',
    empty:
      'The old signing history is put aside and an empty one begins. Nothing is signed until the epoch after the next one, so that nothing old can be contradicted.',
    go: 'Turn on',
  },
  duties: {
    title: 'Duties',
    none: 'It has not been drawn yet. Each verdict it is asked for will stand here.',
    nothing: 'Nothing is to be done now.',
    commit: (n: number, left: string | null) =>
      `${n === 1 ? 'One lesson is' : `${n} lessons are`} to be judged${left === null ? '' : `, ${left} left`}.`,
    reveal: (n: number, left: string | null) =>
      `${n === 1 ? 'One verdict is' : `${n} verdicts are`} to be opened${left === null ? '' : `, ${left} left`}.`,
    epoch: (epoch: number) => `Epoch ${epoch}`,
    legend: {
      agreed: 'agreed with the final verdict',
      open: 'not decided yet',
      disagreed: 'another verdict than the final one',
      missed: 'missed',
    },
    describe: (epochs: number, drawn: number, agreed: number, missed: number) =>
      `Duties of the last ${epochs} epochs: ${drawn} in all, ${agreed} agreed, ${missed} missed.`,
    table: 'As a table',
    columns: {
      epoch: 'Epoch',
      drawn: 'Drawn',
      agreed: 'Agreed',
      open: 'Open',
      disagreed: 'Other',
      missed: 'Missed',
      earned: 'Earned',
    },
  },
  performance: {
    title: 'How it does',
    none: 'Nothing to tell before the first verdict.',
    share: (done: number, due: number, percent: string) =>
      `It gave ${done} of ${verdicts(due)} in time (${percent}).`,
    agreed: (agreed: number, settled: number) =>
      `${agreed} of ${settled} that are decided agreed with the final one.`,
    inARow: (n: number) => `The last ${n === 1 ? 'one was' : `${n} were`} missed.`,
    done: 'Given in time',
    earned: 'Earned',
    fined: 'Fined',
    reputation: 'Reputation',
    unit: 'LOAM',
  },
  bond: {
    title: 'What stands behind it',
    bonded: 'Bonded',
    unbonding: 'On the way out',
    costs: (missed: string, wrong: string) =>
      `A missed verdict costs ${missed} LOAM of it, one that is not the final verdict ${wrong} LOAM. A final verdict that you hold to be wrong can be disputed.`,
    appeal: 'See disputes',
    fines: 'Fines',
    noFines: 'Nothing was ever taken from it.',
    fine: (amount: string, when: string) => `${amount} LOAM on ${when}`,
    tooSmall: 'Less than the least bond: it is not drawn.',
  },
  exit: {
    title: 'The way out',
    off: 'Turn it off. It finishes what it was drawn for.',
    take: (wait: string) => `Take the stake out of the bond. It then waits ${wait}.`,
    risk: 'While it waits it can still be fined for verdicts given before. So can what stays bonded; your balance cannot be touched.',
    withdraw: 'Withdraw it to your balance.',
    amount: 'LOAM to take out',
    start: 'Take out',
    collect: 'Withdraw',
    waiting: (amount: string, when: string) => `${amount} LOAM can be withdrawn from ${when} on.`,
    waitingEpoch: (epoch: number) => `Epoch ${epoch} must be over by then, so that all its fines are known.`,
    ready: (amount: string) => `${amount} LOAM can be withdrawn now.`,
    left: (left: string) => `${left} left`,
  },
  alerts: {
    title: 'Alerts',
    lead: 'Shown here, and by the desktop app as notifications.',
    missed: 'Verdicts missed in a row',
    stopped: 'It stopped by itself',
    fined: 'A fine was taken',
    back: 'It is back',
    inARow: 'In a row',
    perHour: 'At most in an hour',
    none: 'Nothing has happened that you would want to hear of.',
    list: 'What happened',
    texts: {
      missed: ({ missed }) =>
        missed === 1 ? 'A verdict was missed.' : `${missed} verdicts missed in a row.`,
      stopped: ({ why }) => `It stopped by itself. ${why}`,
      fined: (_, amount) => `${amount} LOAM were taken from the bond.`,
      back: () => 'It is back.',
    } satisfies Record<ValidatorAlert['kind'], (alert: ValidatorAlert, amount: string) => string>,
    heldBack: (n: number) =>
      n === 1 ? 'One more before was not shown.' : `${n} more before were not shown.`,
  },
  history: {
    title: 'Signing history',
    lead: 'Everything this key ever signed as a validator, so that it never signs twice. Take it along when you move to another computer or delete your keys.',
    none: 'Nothing was signed with this key here.',
    row: (n: number, newest: string) =>
      `${n === 1 ? 'One signature' : `${n} signatures`}, the last in epoch ${newest}.`,
    watermark: (epoch: number) => `Nothing new is signed up to epoch ${epoch}.`,
    export: 'Export',
    import: 'Import',
    exported: (n: number, epoch: number) =>
      `${n === 1 ? 'One signature is' : `${n} signatures are`} in the file. Whoever imports it signs nothing new up to epoch ${epoch}. Do not validate here again afterwards.`,
    imported: (n: number, epoch: number) =>
      `${n === 1 ? 'One signature is' : `${n} signatures are`} in the history now; nothing new is signed up to epoch ${epoch}.`,
    ignored: (n: number) =>
      n === 1
        ? 'One contradicts what was signed here and was left out.'
        : `${n} contradict what was signed here and were left out.`,
    file: (network: string) => `loam-signing-history-${network}.json`,
    tooBig: 'This file is too big for the page.',
    tooBigHint: 'Use ‘loam validator history import’ on the command line.',
    beforeDelete: 'Before these keys go: keep what they signed.',
  },
  odd: {
    title: 'Found odd',
    lead: 'What this computer noticed while checking. It is in no verdict.',
    row: (epoch: number, index: number) => `Epoch ${epoch}, lesson ${index + 1}`,
  },
} as const;
