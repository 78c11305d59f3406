import { Download, Upload } from 'lucide-react';
import { useRef } from 'react';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { MAX_CHAT_IMPORT_CHARS } from '../../../protocol/limits.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';

const MEGABYTE = 1024 * 1024;

/** At the foot of the list: reads a file of chats in, and saves all chats as one. */
export function ChatFiles({ onRefused }: { onRefused: (error: LoamError) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  const hasChats = useFrom('chat', (s) => s.chats.length > 0);
  const imported = useFrom('chat', (s) => s.imported);
  const importChats = useFrom('chat', (s) => s.importChats);
  const exportChats = useFrom('chat', (s) => s.exportChats);
  const { files } = chatWords;
  const read = async (file: File) => {
    // A character takes at most four bytes.
    const text = file.size > 4 * MAX_CHAT_IMPORT_CHARS ? null : await file.text();
    if (text !== null && text.length <= MAX_CHAT_IMPORT_CHARS) return importChats(text);
    const message = files.tooLarge(file.name, MAX_CHAT_IMPORT_CHARS / MEGABYTE);
    onRefused(new LoamError('CHAT_FILE_TOO_LARGE', message, { hint: files.tooLargeHint }));
  };
  return (
    <div className="chats__files">
      <p role="status" className="chats__imported" data-testid="imported">
        {imported !== null && files.imported(imported.chats, imported.messages)}
      </p>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        data-testid="import-file"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void read(file);
        }}
      />
      <div className="row">
        <button
          type="button"
          className="link-button"
          title={files.importTitle}
          data-testid="import"
          onClick={() => picker.current?.click()}
        >
          <Upload size={14} aria-hidden="true" />
          {files.import}
        </button>
        {hasChats && (
          <button
            type="button"
            className="link-button"
            title={files.exportTitle}
            data-testid="export-all"
            onClick={() => void exportChats(null, 'json')}
          >
            <Download size={14} aria-hidden="true" />
            {files.exportAll}
          </button>
        )}
      </div>
    </div>
  );
}
