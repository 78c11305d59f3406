import { FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import type { LoamError } from '../../../protocol/errors/loam-error.ts';
import { MAX_DESCRIPTOR_CHARS } from '../../../protocol/network/limits.ts';
import type { NetworkDescriptor } from '../../../protocol/network/network-descriptor.ts';
import { parseDescriptor } from '../../../protocol/network/parse-descriptor.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { shorten } from '../../parts/format.ts';
import { SwitchField } from '../../parts/switch-field.tsx';
import { toLoamError } from '../../stores/to-loam-error.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { networkWords } from '../../words/network-words.ts';

/** Joins a network by its file: shows what the file says and what joining means, then asks. */
export function JoinByFile() {
  const words = networkWords.join;
  const input = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<NetworkDescriptor | null>(null);
  const [refused, setRefused] = useState<LoamError | null>(null);
  const [isOver, setIsOver] = useState(false);
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    setFound(null);
    setRefused(null);
    try {
      // A character more than fits is enough to refuse what is too long, without reading all of it.
      setFound(parseDescriptor(await file.slice(0, 4 * MAX_DESCRIPTOR_CHARS + 1).text()));
    } catch (error) {
      setRefused(toLoamError(error));
    }
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void read(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way to do what the button does.
    <div
      className={isOver ? 'card card--over' : 'card'}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={dropped}
    >
      <h2>{words.title}</h2>
      {found === null ? (
        <>
          <p>{words.text}</p>
          {refused !== null && <ErrorNotice error={refused} onDismiss={() => setRefused(null)} />}
          <button type="button" className="button" onClick={() => input.current?.click()}>
            <FileUp size={16} aria-hidden="true" />
            {words.choose}
          </button>
        </>
      ) : (
        <Question descriptor={found} onBack={() => setFound(null)} />
      )}
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        data-testid="network-file"
        onChange={(event) => {
          void read(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}

function Question({ descriptor, onBack }: { descriptor: NetworkDescriptor; onBack: () => void }) {
  const words = networkWords.join;
  const join = useFrom('network', (s) => s.join);
  const [validates, setValidates] = useState(false);
  return (
    <div data-testid="network-question">
      <dl className="facts">
        <div>
          <dt>{words.name}</dt>
          <dd>{descriptor.name}</dd>
        </div>
        <div>
          <dt>{words.chain}</dt>
          <dd className="tabular">{descriptor.chainId}</dd>
        </div>
        <div>
          <dt>{words.servers}</dt>
          <dd>{descriptor.rpcUrls.map((url) => new URL(url).host).join(', ')}</dd>
        </div>
        <div>
          <dt>{words.model}</dt>
          <dd className="mono" title={descriptor.baseModel}>
            {shorten(descriptor.baseModel, 10, 6)}
          </dd>
        </div>
      </dl>
      <p>{words.means}</p>
      <ul className="dots">
        {words.leaves.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <SwitchField
        name="join-validates"
        label={words.validate}
        hint={words.validateHint}
        on={validates}
        onChange={setValidates}
      />
      <div className="archive__do">
        <button
          type="button"
          className="button button--primary"
          data-testid="network-join"
          onClick={() => void join(descriptor, validates ? ['learner', 'validator'] : ['learner'])}
        >
          {words.join(descriptor.name)}
        </button>
        <button type="button" className="button" onClick={onBack}>
          {words.back}
        </button>
      </div>
    </div>
  );
}
