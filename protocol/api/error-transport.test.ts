import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { LoamError } from '../errors/loam-error.ts';
import { fromTransportError, toTransportError } from './error-transport.ts';

/** What the RPC library does on the wire: only these four fields survive. */
function overTheWire(error: ORPCError<string, unknown>): ORPCError<string, unknown> {
  const { code, status, message, data } = JSON.parse(JSON.stringify(error.toJSON()));
  return new ORPCError(code, { status, message, data });
}

test('code, message, hint, data and cause cross intact', () => {
  const error = new LoamError('CHAIN_ID', 'Wrong chain.', {
    hint: 'Choose another.',
    data: { expected: 1, actual: 2 },
    cause: new LoamError('RPC_DOWN', 'No answer.'),
  });
  const back = fromTransportError(overTheWire(toTransportError(error))) as LoamError;
  expect(back).toBeInstanceOf(LoamError);
  expect(back.toJSON()).toEqual({ ...error.toJSON(), cause: 'Error: RPC_DOWN: No answer.' });
});

test('an error of somebody else keeps its message and loses its stack', () => {
  const sent = overTheWire(toTransportError(new TypeError('x is not a function')));
  expect(JSON.stringify(sent.toJSON())).not.toContain('error-transport.test');
  expect(fromTransportError(sent)).toMatchObject({ code: 'INTERNAL', message: 'x is not a function' });
});

test('a contract violation becomes a typed error, an abort stays what it is', () => {
  expect(fromTransportError(new ORPCError('BAD_REQUEST'))).toMatchObject({ code: 'RPC_BAD_REQUEST' });
  const abort = new DOMException('stopped', 'AbortError');
  expect(fromTransportError(abort)).toBe(abort);
});

test('a forged error with oversize or malformed data is refused', () => {
  const forged = new ORPCError('LOAM', { message: 'hm', data: { code: 'x'.repeat(200), message: 'y' } });
  expect(fromTransportError(forged)).toMatchObject({ code: 'RPC_LOAM' });
});
