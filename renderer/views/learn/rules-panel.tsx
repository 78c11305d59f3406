import { SidePanel } from '../../parts/side-panel.tsx';
import { learnWords } from '../../words/learn-words.ts';
import { RulesFields } from './rules-fields.tsx';
import { SharingField } from './sharing-field.tsx';

/** When Loam learns by itself, beside the view. */
export function RulesPanel({ onClose }: { onClose: () => void }) {
  return (
    <SidePanel title={learnWords.rules.title} onClose={onClose}>
      <RulesFields name="rules" />
      <div className="fields">
        <SharingField name="rules-share" />
      </div>
    </SidePanel>
  );
}
