import type { Corpus } from './corpus.ts';

/** The text of LICENSES.md: every corpus a model was trained on, with its licence and the authors to name. */
export function licencesMarkdown(corpora: readonly Corpus[]): string {
  const lines = [
    '# What this model was trained on',
    '',
    'The weights are licensed under GPL-3.0-or-later, like the project. They were trained from nothing on these corpora;',
    '`pretraining.json` has the SHA-256 of every file.',
    '',
    '| Corpus | Licence | Attribution |',
    '| --- | --- | --- |',
    ...corpora.map(
      ({ name, licence, attribution }) => `| ${cell(name)} | ${cell(licence)} | ${cell(attribution)} |`,
    ),
  ];
  for (const { name, credits } of corpora) {
    if (credits === undefined || credits.length === 0) continue;
    lines.push('', `## Authors: ${name}`, '', ...credits.map((credit) => `- ${credit}`));
  }
  return `${lines.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
