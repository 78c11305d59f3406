import type { Prepared, PreparedStep } from '../../protocol/api/wallet-schemas.ts';
import type { CallWords } from '../words/en/sign-en.ts';
import { signWords } from '../words/sign-words.ts';
import { formatMoney } from './format-money.ts';

/** Arguments that are amounts of LOAM. */
const AMOUNTS: ReadonlySet<string> = new Set([
  'LoamToken.approve.value',
  'LoamToken.transfer.value',
  'NodeRegistry.addStake.amount',
  'NodeRegistry.requestUnbond.amount',
]);

/** Each call of a prepared action in words, argument by argument, and its raw data; or the message that is signed. */
export function CallDetails({ prepared: { action, steps } }: { prepared: Prepared }) {
  const words = signWords.steps;
  if (action.kind === 'message' || action.kind === 'typedData') {
    return (
      <section>
        <h3>{words.message}</h3>
        <pre className="call__raw">{action.kind === 'message' ? textOf(action.bytes) : action.json}</pre>
      </section>
    );
  }
  return (
    <section>
      <h3>{words.title(steps.length)}</h3>
      <ol className="calls">
        {steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a prepared action never change.
          <Call key={i} step={step} />
        ))}
      </ol>
    </section>
  );
}

function Call({ step }: { step: PreparedStep }) {
  const words = signWords.steps;
  const { contract, functionName, to, value, data } = step;
  const known = (signWords.calls as Readonly<Record<string, CallWords>>)[`${contract}.${functionName}`];
  return (
    <li className="call" data-testid="sign-call">
      <p className="call__what">
        {known?.does ??
          (contract === null ? (data === '0x' ? words.plainPayment : words.unknown) : functionName)}
      </p>
      <dl className="call__facts">
        {contract !== null && (
          <div>
            <dt>{words.contract}</dt>
            <dd>
              {contract}
              {functionName !== null && <span className="mono">.{functionName}</span>}
            </dd>
          </div>
        )}
        <div>
          <dt>{words.address}</dt>
          <dd className="mono">{to}</dd>
        </div>
        {value !== '0' && (
          <div>
            <dt>{words.value}</dt>
            <dd>{formatMoney(value, 'native')}</dd>
          </div>
        )}
        {step.arguments.map((argument) => (
          <div key={argument.name}>
            <dt>
              {known?.args[argument.name] ?? argument.name} <span className="mono">{argument.type}</span>
            </dt>
            <dd className="mono">
              {argument.value === '' ? '–' : argument.value}
              {AMOUNTS.has(`${contract}.${functionName}.${argument.name}`) && (
                <span className="call__amount">{formatMoney(argument.value, 'loam')}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>{words.raw}</summary>
        <pre className="call__raw">{data}</pre>
      </details>
    </li>
  );
}

function textOf(bytes: `0x${string}`): string {
  const codes = bytes.slice(2).match(/../g) ?? [];
  const text = Uint8Array.from(codes, (code) => Number.parseInt(code, 16));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch {
    return bytes;
  }
}
