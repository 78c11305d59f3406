import { runTool } from './run-tool.ts';

/** Why hosts in network namespaces cannot be made here; undefined when they can. */
export function whyNoNamespaces(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces exist on Linux only';
  if (process.getuid?.() !== 0) return 'making network namespaces needs root';
  const name = `loam-e2e-${process.pid}-probe`;
  try {
    runTool('ip', ['netns', 'add', name]);
    try {
      runTool('ip', ['-n', name, 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1']);
      runTool('ip', ['-n', name, 'link', 'add', 'br0', 'type', 'bridge']);
      runTool(
        'ip',
        ['netns', 'exec', name, 'nft', '-f', '-'],
        'table ip t { chain c { type nat hook postrouting priority srcnat; masquerade; }; }',
      );
    } finally {
      runTool('ip', ['netns', 'del', name]);
    }
  } catch (error) {
    return `this machine does not let a test make networks of its own: ${(error as Error).message}`;
  }
  return undefined;
}

// For the stage of the tests: says why they are left out, and ends with 3 then.
if (import.meta.filename === process.argv[1]) {
  const why = whyNoNamespaces();
  if (why !== undefined) {
    process.stdout.write(`The tests between several hosts are not run and not counted: ${why}.\n`);
    process.exitCode = 3;
  }
}
