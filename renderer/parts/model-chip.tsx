import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { ModelView } from '../../protocol/api/models-schemas.ts';
import { useFrom } from '../stores/use-stores.tsx';
import { modelsWords } from '../words/models-words.ts';
import { formatBytes } from './format.ts';
import { formatSpeed } from './model-facts.ts';
import { useModels } from './use-models.ts';

/** The model in use, as a chip; pressed, a menu of those on this computer. Escape or a press elsewhere closes it. */
export function ModelChip() {
  const view = useModels();
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const chip = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && frame.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [open]);
  if (view === null) return null;
  const current = view.models.find((model) => model.id === view.current);
  const name = current?.name ?? view.current;
  const close = () => {
    setOpen(false);
    chip.current?.focus();
  };
  return (
    <div className="model-chip" ref={frame}>
      <button
        ref={chip}
        type="button"
        className="chip chip--button model-chip__open"
        data-testid="chip-model"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={modelsWords.picker.label(name)}
        onClick={() => setOpen(!open)}
      >
        {view.switching === null
          ? name
          : modelsWords.switching[view.switching.stage](nameOf(view.models, view.switching.id))}
        <ChevronDown size={14} aria-hidden="true" />
      </button>
      {open && <Menu id={id} models={view.models} current={view.current} onClose={close} />}
    </div>
  );
}

function Menu({
  id,
  models,
  current,
  onClose,
}: {
  id: string;
  models: readonly ModelView[];
  current: string;
  onClose: () => void;
}) {
  const menu = useRef<HTMLDivElement>(null);
  const use = useFrom('models', (s) => s.use);
  const go = useFrom('ui', (s) => s.go);
  const held = useFrom('models', (s) => s.view?.heldByNetwork ?? null);
  useEffect(() => {
    const items = menu.current?.querySelectorAll('button');
    ([...(items ?? [])].find((item) => item.getAttribute('aria-checked') === 'true') ?? items?.[0])?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const items = [...(menu.current?.querySelectorAll('button') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    items.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % items.length)?.focus();
  };
  return (
    <div
      ref={menu}
      id={id}
      className="model-chip__menu"
      role="menu"
      tabIndex={-1}
      aria-label={modelsWords.picker.title}
      onKeyDown={onKeyDown}
    >
      {held !== null && <p className="model-chip__held">{modelsWords.held(held)}</p>}
      {models
        .filter(({ state }) => state === 'here')
        .map((model) => (
          <button
            key={model.id}
            type="button"
            role="menuitemradio"
            aria-checked={model.id === current}
            data-testid={`pick-${model.id}`}
            disabled={model.id !== current && (held !== null || model.fit.verdict === 'too-big')}
            onClick={() => {
              onClose();
              if (model.id !== current) void use(model.id);
            }}
          >
            <span className="model-chip__name">{model.name}</span>
            <span className="model-chip__facts">{shortFacts(model)}</span>
          </button>
        ))}
      <button
        type="button"
        role="menuitem"
        className="model-chip__more"
        onClick={() => go('settings', 'models')}
      >
        {modelsWords.picker.more}
      </button>
    </div>
  );
}

function shortFacts({ bytes, fit, licence }: ModelView): string {
  const speed = fit.tokensPerSecond;
  return [
    formatBytes(bytes),
    modelsWords.fit[fit.verdict],
    speed === null ? null : modelsWords.facts.speed(formatSpeed(speed)),
    licence?.name ?? null,
  ]
    .filter((fact) => fact !== null)
    .join(' · ');
}

function nameOf(models: readonly ModelView[], id: string): string {
  return models.find((model) => model.id === id)?.name ?? id;
}
