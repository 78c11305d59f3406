import { useEffect } from 'react';
import type { DeviceView, Hardware } from '../../../protocol/api/device-schemas.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { formatBytes } from '../../parts/format.ts';
import { HardwareList } from '../../parts/hardware-list.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { modelsWords } from '../../words/models-words.ts';

/** This computer: what it has, what models run on, how many threads they get, and the memory that Loam holds. */
export function DeviceSection() {
  const { device, hardware, checking, check, refreshDevice, setThreads, dismissError } = useFrom(
    'models',
    (s) => s,
  );
  const busy = useFrom('models', (s) => s.busy !== null);
  const failed = useFrom('models', (s) => (s.error?.place === 'device' ? s.error.error : null));
  const connected = useFrom('system', (s) => s.connection === 'open');
  useEffect(() => {
    if (connected) void refreshDevice();
  }, [connected, refreshDevice]);
  const words = modelsWords.device;
  return (
    <div className="device">
      <p className="quiet">
        {words.lead} {words.graphics}
      </p>
      {failed !== null && <ErrorNotice error={failed} onDismiss={dismissError} />}
      {(checking || hardware !== null) && <HardwareList hardware={hardware} />}
      {hardware?.done === true && <Details hardware={hardware} />}
      <button
        type="button"
        className="button"
        data-testid="device-check"
        disabled={!connected || checking}
        onClick={() => void check()}
      >
        {hardware === null ? words.check : words.again}
      </button>
      {device !== null && (
        <div className="fields">
          <ChoiceField
            name="threads"
            label={words.threads}
            hint={words.threadsHint}
            value={String(device.threads)}
            disabled={busy || !connected}
            options={threadChoices(device).map((threads) => ({
              value: String(threads),
              label: String(threads),
            }))}
            onChange={(threads) => void setThreads(Number(threads))}
          />
          <div className="field">
            <h3>{words.processes}</h3>
            <dl className="figures" data-testid="device-processes">
              {device.processes.map(({ name, pid, bytes }) => (
                <div key={pid}>
                  <dt>{words.process[name]}</dt>
                  <dd>{bytes === null ? words.unknown : formatBytes(bytes)}</dd>
                </div>
              ))}
            </dl>
          </div>
        </div>
      )}
    </div>
  );
}

function Details({ hardware }: { hardware: Hardware }) {
  const words = modelsWords.device;
  const { processor, runtime } = hardware;
  return (
    <p className="quiet">
      {processor !== null && processor.instructions.length > 0 && (
        <>
          {words.instructions} {processor.instructions.join(', ')}.{' '}
        </>
      )}
      {runtime !== null && runtime.unused.length > 0 && words.unused(runtime.unused.join(', '))}
    </p>
  );
}

/** One, the powers of two, all processors, and what is chosen now. */
function threadChoices({ threads, maxThreads }: DeviceView): number[] {
  const powers = [1, 2, 4, 8, 16, 32, 64].filter((n) => n < maxThreads);
  return [...new Set([...powers, maxThreads, threads])].sort((a, b) => a - b);
}
