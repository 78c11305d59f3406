import { formatWhen } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';

/** What happened in a run, line by line; fetched when somebody opens it. */
export function RunLog({ runId }: { runId: string }) {
  const log = useFrom('learn', (s) => s.log);
  const load = useFrom('learn', (s) => s.loadLog);
  const words = learnWords.now;
  const lines = log?.runId === runId ? log.lines : [];
  return (
    <details
      className="run-log"
      data-testid="run-log"
      onToggle={(event) => {
        if (event.currentTarget.open) void load(runId);
      }}
    >
      <summary>{words.log}</summary>
      <ol>
        {lines.map((line) => (
          <li key={`${line.at} ${line.what} ${line.step}`}>
            <span className="quiet tabular">{formatWhen(line.at, Date.now())}</span>
            <span>{words.logLines[line.what]}</span>
            <span className="quiet tabular">
              {line.step !== null && line.step > 0 && words.atStep(line.step)}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
