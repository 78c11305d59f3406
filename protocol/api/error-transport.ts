import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { LoamError } from '../errors/loam-error.ts';

const loamErrorSchema = z.object({
  code: z.string().max(80),
  message: z.string().max(4_000),
  hint: z.string().max(4_000).optional(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  cause: z.string().max(4_000).optional(),
});

/** Server side: the form in which an error crosses a process boundary. Errors that are not ours lose their stack, keep their message. */
export function toTransportError(error: unknown): ORPCError<string, unknown> {
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error;
  const loam = LoamError.wrap('INTERNAL', error);
  return new ORPCError('LOAM', { status: 422, message: loam.message, data: loam.toJSON(), cause: error });
}

/** Client side: a LoamError again, whatever arrived. Aborts stay what they are. */
export function fromTransportError(error: unknown): unknown {
  if (!(error instanceof ORPCError)) return error;
  const parsed = error.code === 'LOAM' ? loamErrorSchema.safeParse(error.data) : undefined;
  if (parsed?.success) {
    const { code, message, hint, data, cause } = parsed.data;
    return LoamError.fromJson({
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(data === undefined ? {} : { data }),
      ...(cause === undefined ? {} : { cause }),
    });
  }
  const detail = error.code === 'BAD_REQUEST' ? 'The request does not fit the contract.' : error.message;
  return new LoamError(`RPC_${error.code}`, detail, { cause: error });
}
