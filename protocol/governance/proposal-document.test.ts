import { expect, test } from 'vitest';
import { MAX_PROPOSAL_DOCUMENT_BYTES } from '../limits.ts';
import { parseProposalDocument } from './proposal-document.ts';

const document = {
  format: 'loam-proposal/1',
  title: 'A shorter wait',
  rationale: 'Two days are long.',
  effects: '',
  tests: '',
  plan: '',
} as const;

test('a document in the format is read as it is', () => {
  expect(parseProposalDocument(JSON.stringify(document))).toEqual(document);
});

test('another text is taken as text with its first line as the title', () => {
  expect(parseProposalDocument('# A title\n\nWhy it is **good**.')).toMatchObject({
    title: 'A title',
    rationale: 'Why it is **good**.',
  });
  expect(parseProposalDocument('{"title":"no format"}')).toMatchObject({
    title: '{"title":"no format"}',
  });
});

test('what is empty or too long is refused', () => {
  expect(parseProposalDocument('  \n ')).toBeNull();
  expect(parseProposalDocument('a'.repeat(MAX_PROPOSAL_DOCUMENT_BYTES + 1))).toBeNull();
});
