import { ChoiceField } from '../../parts/choice-field.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';

/** Whether what was learned by itself is shared: asked each time, always or never; counts at once. */
export function SharingField({ name }: { name: string }) {
  const share = useFrom('learn', (s) => s.auto?.share ?? 'ask');
  const change = useFrom('learn', (s) => s.setSchedule);
  const networkOn = useFrom('system', (s) => s.status?.network.state === 'on');
  const words = learnWords.sharing;
  return (
    <ChoiceField
      name={name}
      label={words.label}
      hint={networkOn ? words.hint : words.noNetwork}
      value={share}
      disabled={!networkOn}
      options={(['ask', 'always', 'never'] as const).map((value) => ({ value, label: words.options[value] }))}
      onChange={(value) => void change({ share: value })}
    />
  );
}
