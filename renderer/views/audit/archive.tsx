import { FileDown, FileSearch } from 'lucide-react';
import { useRef, useState } from 'react';
import type { LoamError } from '../../../protocol/errors/loam-error.ts';
import { MAX_UPLOADED_ARCHIVE_BYTES } from '../../../protocol/limits.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { formatBytes } from '../../parts/format.ts';
import { saveFile } from '../../parts/save-file.ts';
import { toLoamError } from '../../stores/to-loam-error.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { auditWords } from '../../words/audit-words.ts';
import { AuditProgress } from './audit-progress.tsx';

/** Checks an epoch from a file alone, and makes such files. @param epoch the epoch that can be saved; null for none */
export function Archive({ epoch }: { epoch: number | null }) {
  const words = auditWords.archive;
  const readArchive = useFrom('audit', (s) => s.readArchive);
  const input = useRef<HTMLInputElement>(null);
  const run = useFrom('audit', ({ run }) => (run !== null && 'file' in run.subject ? run : null));
  const verifyFile = useFrom('audit', (s) => s.verifyFile);
  const [said, setSaid] = useState<string | null>(null);
  const [error, setError] = useState<LoamError | null>(null);
  const check = async (file: File) => {
    setSaid(null);
    if (file.size > MAX_UPLOADED_ARCHIVE_BYTES)
      setSaid(words.tooLarge(formatBytes(MAX_UPLOADED_ARCHIVE_BYTES)));
    else await verifyFile(file.name, new Uint8Array(await file.arrayBuffer()));
  };
  const save = async (number: number) => {
    setSaid(words.saving);
    setError(null);
    try {
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      for await (const event of await readArchive(number)) {
        if (event.type === 'piece') pieces.push(Uint8Array.from(atob(event.base64), (c) => c.charCodeAt(0)));
        if (event.type === 'done') {
          saveFile(event.name, pieces, 'application/vnd.ipld.car');
          setSaid(event.absent.length === 0 ? null : words.absent(event.absent.length));
        }
      }
    } catch (thrown) {
      setSaid(null);
      setError(toLoamError(thrown));
    }
  };
  return (
    <section className="archive" aria-labelledby="archive">
      <h3 id="archive">{words.title}</h3>
      <p className="quiet">{words.text}</p>
      <div className="archive__do">
        <button type="button" className="button" onClick={() => input.current?.click()}>
          <FileSearch size={16} aria-hidden="true" />
          {words.choose}
        </button>
        <input
          ref={input}
          type="file"
          accept=".car"
          hidden
          data-testid="archive-file"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = '';
            if (file !== undefined) void check(file);
          }}
        />
        {epoch !== null && (
          <button
            type="button"
            className="button"
            data-testid="archive-save"
            onClick={() => void save(epoch)}
          >
            <FileDown size={16} aria-hidden="true" />
            {words.save(epoch)}
          </button>
        )}
      </div>
      {said !== null && <p role="status">{said}</p>}
      {error !== null && <ErrorNotice error={error} onDismiss={() => setError(null)} />}
      {run !== null && (
        <>
          <h4>{'file' in run.subject && words.of(run.subject.file)}</h4>
          <AuditProgress run={run} />
        </>
      )}
    </section>
  );
}
