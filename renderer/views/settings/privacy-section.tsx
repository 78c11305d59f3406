import { PrivacyLedger } from '../learn/privacy-ledger.tsx';
import { SharingField } from '../learn/sharing-field.tsx';

/** What may leave this computer, what protects it, and what left it. */
export function PrivacySection() {
  return (
    <div className="fields">
      <SharingField name="privacy-share" />
      <PrivacyLedger />
    </div>
  );
}
