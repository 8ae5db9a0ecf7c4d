import { type Anchors, composePiece } from './compose';
import { BeyondLimit, limitExpansion, limitLength } from './limits';
import { recover } from './recover';
import { explain, type Problem } from './syntax';
import type { SpecNode } from './tree';

/** A text as far as it can be understood. */
export interface ParsedText {
  root: SpecNode | null;
  problems: Problem[];
}

/**
 * Reads a spec. Never throws: what cannot be understood is a problem at its place, and what stands
 * around it is in the tree. Of a text beyond the limits nothing is.
 */
export function parse(text: string): ParsedText {
  try {
    limitLength(text);
    const parsed = parseWithinLimits(text);
    limitExpansion(parsed.root);
    return parsed;
  } catch (error) {
    if (error instanceof BeyondLimit) return { root: null, problems: [error.problem] };
    throw error;
  }
}

function parseWithinLimits(text: string): ParsedText {
  const second = secondDocument(text);
  const source = text.slice(0, second ?? text.length);
  const problems: Problem[] = [];
  const root = read(source, problems);
  if (second !== undefined) {
    problems.push({
      start: second,
      end: second + 3,
      code: 'second-document',
      message: 'One file holds one agent: move what follows `---` to a file of its own.',
    });
  }
  return { root, problems };
}

function read(source: string, problems: Problem[]): SpecNode | null {
  const anchors: Anchors = new Map();
  const whole = composePiece(source, 0, anchors);
  const [error] = whole.errors;
  if (error === undefined) return whole.node;
  const root = recover({ source, offset: 0 }, problems, new Map());
  if (problems.length === 0) {
    const [start, end] = error.pos;
    problems.push({ start, end, ...explain(error, undefined) });
  }
  return root;
}

/** The offset of the `---` (or `...`) that ends the first document and has content behind it. */
function secondDocument(text: string): number | undefined {
  let hasContent = false;
  for (const { 0: line, index } of text.matchAll(/^.*$/gm)) {
    const marker = /^(?:---|\.\.\.)(?=\s|$)/.test(line);
    if (marker && hasContent) return index;
    const rest = marker ? line.slice(3) : line;
    hasContent ||= /^\s*[^\s#%]/.test(rest.replace(/^\uFEFF/, ''));
  }
  return undefined;
}
