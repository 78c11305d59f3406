import { RulesFields } from '../learn/rules-fields.tsx';

/** When Loam learns by itself. */
export function LearningSection() {
  return <RulesFields name="learning" />;
}
