/** One number that a member serves for Prometheus. @throws Error when it serves none of that name */
export async function readMetric(url: string, name: string): Promise<number> {
  const text = await (await fetch(url)).text();
  const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
  if (value === undefined) throw new Error(`${url} does not tell ${name}`);
  return Number(value);
}
