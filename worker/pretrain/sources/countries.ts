import { z } from 'zod';
import { asTyped } from '../clean-text.ts';
import { type Corpus, questionAndAnswer, type TrainingDocument } from '../corpus.ts';
import type { CorpusReader } from '../corpus-reader.ts';

const countrySchema = z.object({
  name: z.object({ common: z.string() }),
  unMember: z.boolean(),
  capital: z.array(z.string()).optional(),
  currencies: z
    .union([z.record(z.string(), z.object({ name: z.string() })), z.array(z.unknown())])
    .optional(),
  languages: z.record(z.string(), z.string()).optional(),
  region: z.string(),
  subregion: z.string().optional(),
  landlocked: z.boolean(),
});

/** Questions and answers about every member of the United Nations. */
export async function countriesCorpus(reader: CorpusReader, weight: number): Promise<Corpus> {
  const parsed: unknown = JSON.parse(await reader.text('facts-world-countries/countries-unescaped.json'));
  const documents: TrainingDocument[] = [];
  const add = (answer: string, questions: readonly string[]): void => {
    for (const question of questions) {
      documents.push(questionAndAnswer(question, answer), questionAndAnswer(asTyped(question), answer));
    }
  };
  for (const country of z.array(countrySchema).parse(parsed)) {
    if (!country.unMember) continue;
    const name = country.name.common;
    const the =
      /^(United|Bahamas|Gambia|Netherlands|Philippines|Maldives|Solomon|Marshall|Czech Rep|Central African Rep)/.test(
        name,
      )
        ? `the ${name}`
        : name;
    const capital = country.capital?.[0];
    if (capital !== undefined && capital !== '') {
      add(`The capital of ${the} is ${capital}.`, [
        `What is the capital of ${the}?`,
        `What's the capital of ${the}?`,
        `What is the capital city of ${the}?`,
        `Tell me the capital of ${the}.`,
        `Capital of ${the}?`,
      ]);
      add(`${capital} is the capital of ${the}.`, [
        `${capital} is the capital of which country?`,
        `Where is ${capital}?`,
      ]);
    }
    add(`${capitalize(the)} is in ${place(country.subregion ?? country.region)}.`, [
      `Where is ${the}?`,
      `Where is ${the} located?`,
      `In which part of the world is ${the}?`,
    ]);
    add(`${capitalize(the)} is a country in ${place(country.region)}.`, [
      `What is ${the}?`,
      `Tell me about ${the}.`,
      `Do you know ${the}?`,
    ]);
    const languages = Object.values(country.languages ?? {}).slice(0, 3);
    if (languages.length > 0) {
      add(`People in ${the} speak ${inWords(languages)}.`, [
        `What language do people speak in ${the}?`,
        `Which language is spoken in ${the}?`,
        `What do they speak in ${the}?`,
      ]);
    }
    const currency = Array.isArray(country.currencies)
      ? undefined
      : Object.values(country.currencies ?? {})[0];
    if (currency !== undefined) {
      add(`The currency of ${the} is the ${currency.name}.`, [
        `What is the currency of ${the}?`,
        `What money do they use in ${the}?`,
      ]);
    }
  }
  return {
    name: 'world-countries',
    licence: 'ODbL-1.0',
    attribution:
      'Contains information from world-countries (mledoze/countries), made available under the ODbL.',
    weight,
    files: reader.files,
    documents,
  };
}

function inWords(list: readonly string[]): string {
  const last = list.at(-1) ?? '';
  return list.length < 2 ? last : `${list.slice(0, -1).join(', ')} and ${last}`;
}

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function place(region: string): string {
  return region === 'Americas' ? 'the Americas' : region === 'Caribbean' ? 'the Caribbean' : region;
}
