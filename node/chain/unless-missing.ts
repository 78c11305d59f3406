/** For `catch` on reading a transaction or its receipt: undefined when the chain does not know it, any other error goes on. */
export function unlessMissing(error: unknown): undefined {
  const { name } = error as Error;
  if (name === 'TransactionReceiptNotFoundError' || name === 'TransactionNotFoundError') return undefined;
  throw error;
}
