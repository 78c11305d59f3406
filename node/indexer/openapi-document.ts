import { type ConditionalSchemaConverter, type JSONSchema, OpenAPIGenerator } from '@orpc/openapi';
import { z } from 'zod';
import { indexContract } from '../../protocol/api/index-contract.ts';
import { LOAM_VERSION } from '../../protocol/version.ts';

/** Makes JSON Schema of zod schemas. */
const zodConverter: ConditionalSchemaConverter = {
  condition: (schema) => schema instanceof z.ZodType,
  convert(schema, { strategy }) {
    if (!(schema instanceof z.ZodType)) return [false, {}];
    const { $schema: _, ...json } = z.toJSONSchema(schema, { io: strategy, unrepresentable: 'any' });
    return [!schema.safeParse(undefined).success, json as unknown as JSONSchema];
  },
};

/** The API in OpenAPI's words, as served at `/openapi.json`. */
export async function openapiDocument() {
  const generator = new OpenAPIGenerator({ schemaConverters: [zodConverter] });
  return generator.generate(indexContract, {
    info: {
      title: 'Loam index',
      version: LOAM_VERSION,
      description:
        'What the chain and the gossip of a Loam network say, as tables. Read only. Lists come in pages: ask again with `cursor` set to `next` until it is null. Every answer has an ETag; If-None-Match saves sending it again.',
    },
  });
}
