import { isAddressEqual, keccak256, recoverTypedDataAddress, stringToBytes } from 'viem';
import {
  type AuditReportDocument,
  auditReportTypedData,
  type SignedAuditReport,
  signedAuditReportSchema,
} from '../../protocol/audit/audit-report-schemas.ts';
import { canonicalJson } from '../../protocol/encoding/canonical-json.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Signer } from '../keys/signer.ts';
import { MAX_AUDIT_REPORT_BYTES } from './limits.ts';

/** Signs a report with the node's account. */
export async function signAuditReport(
  signer: Pick<Signer, 'address' | 'signTypedData'>,
  report: AuditReportDocument,
): Promise<SignedAuditReport> {
  const typed = auditReportTypedData(report.network.chainId, reportHash(report));
  return { report, auditor: signer.address, signature: await signer.signTypedData(typed) };
}

/** The one byte form of a signed report: what is written, stored as evidence, and verified. */
export function reportBytes(signed: SignedAuditReport): Uint8Array {
  return stringToBytes(`${canonicalJson(signed)}\n`);
}

/**
 * Parses a signed report of somebody else and checks the signature.
 *
 * @throws LoamError `AUDIT_REPORT_TOO_LARGE`, `AUDIT_REPORT_INVALID`, `AUDIT_REPORT_FORGED` when the named auditor has
 * not signed this
 */
export async function verifyAuditReport(bytes: Uint8Array): Promise<SignedAuditReport> {
  if (bytes.length > MAX_AUDIT_REPORT_BYTES)
    throw new LoamError(
      'AUDIT_REPORT_TOO_LARGE',
      `An audit report has at most ${MAX_AUDIT_REPORT_BYTES} bytes.`,
    );
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new LoamError('AUDIT_REPORT_INVALID', 'The file is not an audit report: it is no JSON.', { cause });
  }
  const parsed = signedAuditReportSchema.safeParse(value);
  if (!parsed.success) {
    throw new LoamError(
      'AUDIT_REPORT_INVALID',
      `The file is not an audit report: ${parsed.error.issues[0]?.message ?? 'it does not fit'}.`,
    );
  }
  const signed = parsed.data;
  const typed = auditReportTypedData(signed.report.network.chainId, reportHash(signed.report));
  const signer = await recoverTypedDataAddress({ ...typed, signature: signed.signature }).catch(
    () => undefined,
  );
  if (signer !== undefined && isAddressEqual(signer, signed.auditor)) return signed;
  throw new LoamError('AUDIT_REPORT_FORGED', `${signed.auditor} has not signed this report.`, {
    hint: 'It was altered after it was signed, or never signed. Ask the auditor for the report again.',
  });
}

function reportHash(report: AuditReportDocument): Hex {
  return keccak256(stringToBytes(canonicalJson(report)));
}
