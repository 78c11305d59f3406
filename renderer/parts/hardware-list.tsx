import { Check, CircleHelp, LoaderCircle } from 'lucide-react';
import type { Hardware } from '../../protocol/api/device-schemas.ts';
import { modelsWords } from '../words/models-words.ts';
import { formatBytes } from './format.ts';
import { formatSpeed } from './model-facts.ts';

const PARTS = ['memory', 'processor', 'disk', 'power', 'runtime', 'speed'] as const;
type Part = (typeof PARTS)[number];

/** What was found about this computer, part by part, while it is looked at. */
export function HardwareList({ hardware }: { hardware: Hardware | null }) {
  const words = modelsWords.device;
  return (
    <dl className="hardware" data-testid="hardware" data-done={hardware?.done ?? false}>
      {PARTS.map((part) => {
        const fact = hardware === null ? null : factOf(part, hardware);
        const failed = hardware?.failed.includes(part) ?? false;
        return (
          <div key={part} className="hardware__row" data-testid={`hardware-${part}`}>
            <dt>
              <Sign found={fact !== null} failed={failed} />
              {words[part]}
            </dt>
            <dd>{fact ?? (failed ? words.unknown : part === 'speed' ? words.measuring : words.looking)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function Sign({ found, failed }: { found: boolean; failed: boolean }) {
  if (found) return <Check size={16} aria-hidden="true" />;
  if (failed) return <CircleHelp size={16} aria-hidden="true" />;
  return <LoaderCircle className="spin" size={16} aria-hidden="true" />;
}

function factOf(part: Part, found: Hardware): string | null {
  const words = modelsWords.device;
  const { memory, processor, disk, power, runtime, speed } = found;
  switch (part) {
    case 'memory':
      return memory && words.memoryFacts(formatBytes(memory.freeBytes), formatBytes(memory.totalBytes));
    case 'processor':
      return processor && words.processorFacts(processor.model, processor.cores);
    case 'disk':
      return disk && words.diskFacts(formatBytes(disk.freeBytes));
    case 'power':
      return power && powerFact(power);
    case 'runtime':
      return runtime?.provider ?? null;
    case 'speed':
      return speed && words.speedFacts(formatSpeed(speed.tokensPerSecond));
  }
}

function powerFact({ hasBattery, onMains, percent }: NonNullable<Hardware['power']>): string {
  const words = modelsWords.device;
  if (!hasBattery || percent === null) return words.mains;
  return onMains === true ? words.charging(percent) : words.battery(percent);
}
