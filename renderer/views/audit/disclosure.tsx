import { Download } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Disclosure as Disclosed, SignatureEntry } from '../../../protocol/api/audit-schemas.ts';
import type { LoamError } from '../../../protocol/errors/loam-error.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { formatWhen, shorten } from '../../parts/format.ts';
import { saveFile } from '../../parts/save-file.ts';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { toCsv } from '../../parts/to-csv.ts';
import { toLoamError } from '../../stores/to-loam-error.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { auditWords } from '../../words/audit-words.ts';
import { TrafficDays } from './traffic-days.tsx';

/** Every signature of the account, every byte by day, and what was shared. */
export function Disclosure() {
  const words = auditWords.disclosure;
  const readDisclosure = useFrom('audit', (s) => s.readDisclosure);
  const connected = useFrom('system', (s) => s.connection === 'open');
  const [known, setKnown] = useState<Disclosed | null>(null);
  const [error, setError] = useState<LoamError | null>(null);
  const read = useCallback(
    async (before: string | null) => {
      try {
        const next = await readDisclosure(before);
        setKnown((now) =>
          before === null || now === null
            ? next
            : { ...next, signatures: [...now.signatures, ...next.signatures] },
        );
      } catch (thrown) {
        setError(toLoamError(thrown));
      }
    },
    [readDisclosure],
  );
  useEffect(() => {
    if (connected) void read(null);
  }, [connected, read]);
  if (error !== null) return <ErrorNotice error={error} onDismiss={() => setError(null)} />;
  if (known === null) return null;
  return (
    <ScrollRegion className="page__scroll" label={auditWords.tabs.left}>
      <section className="band" aria-labelledby="signed">
        <h2 id="signed">{words.signatures}</h2>
        <p className="quiet">{words.signaturesText(known.signatureCount)}</p>
        {known.signatures.length > 0 && (
          <>
            <SignatureTable signatures={known.signatures} />
            <div className="archive__do">
              {known.signatures.length < known.signatureCount && (
                <button
                  type="button"
                  className="button"
                  onClick={() => void read(known.signatures.at(-1)?.id ?? null)}
                >
                  {words.more}
                </button>
              )}
              <button
                type="button"
                className="button"
                data-testid="signatures-csv"
                onClick={() => saveCsv(known)}
              >
                <Download size={16} aria-hidden="true" />
                {words.saveCsv}
              </button>
              <button
                type="button"
                className="button"
                onClick={() =>
                  saveFile('loam-signatures.json', `${JSON.stringify(known, null, 2)}\n`, 'application/json')
                }
              >
                <Download size={16} aria-hidden="true" />
                {words.saveJson}
              </button>
            </div>
          </>
        )}
      </section>
      <section className="band" aria-labelledby="bytes">
        <h2 id="bytes">{words.bytes}</h2>
        <p className="quiet">{known.traffic.length === 0 ? words.noBytes : words.bytesText}</p>
        {known.traffic.length > 0 && <TrafficDays traffic={known.traffic} />}
      </section>
      <Shared />
    </ScrollRegion>
  );
}

function SignatureTable({ signatures }: { signatures: readonly SignatureEntry[] }) {
  const words = auditWords.disclosure;
  const now = Date.now();
  return (
    <div className="table-frame">
      <table className="table" data-testid="signatures">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.forWhom}</th>
            <th scope="col">{words.digest}</th>
          </tr>
        </thead>
        <tbody>
          {signatures.map((s) => (
            <tr key={s.id}>
              <td className="tabular" title={new Date(s.at).toISOString()}>
                {formatWhen(s.at, now)}
              </td>
              <td>{words.kinds[s.kind](s.what)}</td>
              <td>
                {s.target === null ? (
                  words.nobody
                ) : (
                  <span title={s.target}>
                    {s.contract ?? <span className="mono">{shorten(s.target, 6, 4)}</span>}
                    {s.chainId !== null && <span className="quiet"> · {words.chain(s.chainId)}</span>}
                  </span>
                )}
              </td>
              <td className="mono" title={s.digest}>
                {shorten(s.digest, 10, 4)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Shared() {
  const words = auditWords.disclosure;
  const contributions = useFrom('share', (s) => s.contributions);
  const shared = contributions.filter(({ cid }) => cid !== null);
  const now = Date.now();
  return (
    <section className="band band--last" aria-labelledby="shared">
      <h2 id="shared">{words.shared}</h2>
      <p className="quiet">{shared.length === 0 ? words.nothingShared : words.sharedText}</p>
      <ul className="disclosed">
        {shared.map((c) => (
          <li key={c.id}>
            <span>{formatWhen(c.createdAt, now)}</span>
            <span className="mono" title={c.cid ?? undefined}>
              {shorten(c.cid ?? '', 14, 8)}
            </span>
            <span className="quiet">{c.sentence}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function saveCsv({ signatures }: Disclosed): void {
  const rows = signatures.map((s) => [
    new Date(s.at).toISOString(),
    s.kind,
    s.what,
    s.chainId,
    s.contract,
    s.target,
    s.digest,
  ]);
  const names = ['at', 'kind', 'what', 'chain', 'contract', 'target', 'digest'];
  saveFile('loam-signatures.csv', toCsv(names, rows), 'text/csv');
}
