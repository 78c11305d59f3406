import { execFileSync } from 'node:child_process';

/** Runs a system tool to its end. @returns its output @throws Error with what it said */
export function runTool(tool: string, args: readonly string[], input?: string): string {
  try {
    return execFileSync(tool, [...args], {
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(input === undefined ? {} : { input }),
    });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr ?? String(error);
    throw new Error(`${tool} ${args.join(' ')}: ${said.trim()}`, { cause: error });
  }
}
