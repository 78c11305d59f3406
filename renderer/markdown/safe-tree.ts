import { MAX_MARKDOWN_DEPTH } from '../limits.ts';

/** What the two plugins need of a syntax tree's node. */
interface TreeNode {
  type: string;
  value?: string;
  children?: TreeNode[];
  properties?: Record<string, unknown>;
  position?: { start: { offset?: number }; end: { offset?: number } };
}

/**
 * Remark plugin: what is nested deeper than people nest stands there as it was written. Without it a thousand quotation
 * marks in a row would overflow the stack of whoever walks the tree.
 */
export function limitDepth() {
  return (root: unknown, file: { toString(): string }): void => {
    const source = String(file);
    const open: [TreeNode, number][] = [[root as TreeNode, 0]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [{ children = [] }, depth] = next;
      for (const [i, child] of children.entries()) {
        if (child.children === undefined) continue;
        if (depth < MAX_MARKDOWN_DEPTH) open.push([child, depth + 1]);
        else {
          const { start, end } = child.position ?? { start: {}, end: {} };
          children[i] = { type: 'text', value: source.slice(start.offset ?? 0, end.offset ?? 0) };
        }
      }
    }
  };
}

/** Rehype plugin: takes names of places away, which would be there twice as soon as two answers use them. */
export function dropIds() {
  return (root: unknown): void => {
    const open: TreeNode[] = [root as TreeNode];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node.properties !== undefined) {
        delete node.properties.id;
        delete node.properties.ariaDescribedBy;
      }
      open.push(...(node.children ?? []));
    }
  };
}
