import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { MAX_SHOWN_COMMANDS } from '../limits.ts';
import { KeyCaps } from '../parts/key-caps.tsx';
import { useStores } from '../stores/use-stores.tsx';
import { paletteWords } from '../words/palette-words.ts';
import { listCommands } from './list-commands.ts';
import { type Command, rankCommands } from './rank-commands.ts';

/** Finds and does anything: type, arrows, Enter. Escape closes it and gives the focus back. */
export function Palette({ onClose }: { onClose: () => void }) {
  const stores = useStores();
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const commands = useMemo(() => listCommands(stores), [stores]);
  const found = useMemo(() => rankCommands(commands, query).slice(0, MAX_SHOWN_COMMANDS), [commands, query]);
  const current = found[Math.min(at, found.length - 1)];
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    if (current !== undefined)
      document.getElementById(optionId(id, current))?.scrollIntoView({ block: 'nearest' });
  }, [id, current]);
  const run = (command: Command) => {
    onClose();
    command.run();
  };
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(found.length - 1, at + step)));
    } else if (event.key === 'Enter' && current !== undefined) {
      event.preventDefault();
      run(current);
    }
  };
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={paletteWords.title}
      data-testid="palette"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      onKeyDown={pressed}
    >
      <div className="palette__box">
        <div className="palette__ask">
          <Search size={18} aria-hidden="true" />
          <input
            type="text"
            role="combobox"
            aria-label={paletteWords.input}
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={current === undefined ? undefined : optionId(id, current)}
            placeholder={paletteWords.input}
            data-testid="palette-input"
            autoComplete="off"
            spellCheck={false}
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              setAt(0);
            }}
          />
        </div>
        <div id={`${id}-list`} role="listbox" aria-label={paletteWords.title} className="palette__list">
          {found.map((command) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, as in every combobox.
            <div
              key={command.id}
              id={optionId(id, command)}
              role="option"
              tabIndex={-1}
              aria-selected={command === current}
              data-testid={`command-${command.id}`}
              className="palette__one"
              onClick={() => run(command)}
            >
              <span className="palette__label">{command.label}</span>
              {command.keys !== undefined && <KeyCaps keys={command.keys} />}
              <span className="palette__group">{command.group}</span>
            </div>
          ))}
        </div>
        <p className={found.length === 0 ? 'palette__none' : 'sr-only'} role="status">
          {found.length === 0 ? paletteWords.nothing(query) : paletteWords.count(found.length)}
        </p>
      </div>
    </dialog>
  );
}

function optionId(id: string, command: Command): string {
  return `${id}-${command.id}`;
}
