import type { Disclosure } from '../../../protocol/api/audit-schemas.ts';
import { formatBytes } from '../../parts/format.ts';
import { auditWords } from '../../words/audit-words.ts';

/** Bytes by day: a bar for what was sent, the figures beside it. */
export function TrafficDays({ traffic }: { traffic: Disclosure['traffic'] }) {
  const words = auditWords.disclosure;
  const days = [...Map.groupBy(traffic, ({ day }) => day)].map(([day, rows]) => {
    const of = (kind: 'peers' | 'chain') => rows.find((row) => row.kind === kind);
    return { day, peers: of('peers'), chain: of('chain') };
  });
  const most = Math.max(1, ...days.map(({ peers, chain }) => (peers?.sent ?? 0) + (chain?.sent ?? 0)));
  return (
    <div className="table-frame">
      <table className="table" data-testid="traffic">
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col" className="number">
              {words.peersSent}
            </th>
            <th scope="col" className="number">
              {words.peersReceived}
            </th>
            <th scope="col" className="number">
              {words.chainSent}
            </th>
            <th scope="col" className="number">
              {words.chainReceived}
            </th>
            <td className="table__bar" />
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, peers, chain }) => (
            <tr key={day}>
              <th scope="row" className="tabular">
                {day}
              </th>
              <td className="number">{formatBytes(peers?.sent ?? 0)}</td>
              <td className="number">{formatBytes(peers?.received ?? 0)}</td>
              <td className="number">{formatBytes(chain?.sent ?? 0)}</td>
              <td className="number">{formatBytes(chain?.received ?? 0)}</td>
              <td className="table__bar">
                <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                  <rect className="bar-peers" width={((peers?.sent ?? 0) / most) * 100} height="8" />
                  <rect
                    className="bar-chain"
                    x={((peers?.sent ?? 0) / most) * 100}
                    width={((chain?.sent ?? 0) / most) * 100}
                    height="8"
                  />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
