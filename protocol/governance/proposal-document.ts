import { z } from 'zod';
import { MAX_PROPOSAL_DOCUMENT_BYTES } from '../limits.ts';

const part = z.string().max(8_000);

/** Why a proposal should be taken: what its document holds, as JSON. Plain text, never markup. */
export const proposalDocumentSchema = z.strictObject({
  format: z.literal('loam-proposal/1'),
  title: z.string().trim().min(1).max(120),
  /** Why it should change. */
  rationale: part.min(1),
  /** What is expected to happen. */
  effects: part,
  /** How that was tried out, or will be seen. */
  tests: part,
  /** What people who take part have to do, if anything. */
  plan: part,
});
export type ProposalDocument = z.infer<typeof proposalDocumentSchema>;

/**
 * Reads a document that somebody else wrote. One of another format is taken as a text with its first line as the title.
 *
 * @returns null when it is too long, or empty
 */
export function parseProposalDocument(source: string): ProposalDocument | null {
  if (source.length > MAX_PROPOSAL_DOCUMENT_BYTES) return null;
  const text = source.trim();
  try {
    const parsed = proposalDocumentSchema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // Not JSON: somebody's plain text.
  }
  const [first = '', ...rest] = text.split('\n');
  const title = first
    .replace(/^[#\s]+/, '')
    .slice(0, 120)
    .trim();
  if (title === '') return null;
  const rationale = (rest.join('\n').trim() || title).slice(0, 8_000);
  return { format: 'loam-proposal/1', title, rationale, effects: '', tests: '', plan: '' };
}
