import { SemanticTokensBuilder } from 'vscode-languageserver';
import {
  SemanticTokenModifiers,
  type SemanticTokens,
  type SemanticTokensLegend,
  SemanticTokenTypes,
} from 'vscode-languageserver-types';
import type { Path, Span, SpecNode } from '../ast/nodes';
import { collectPerNode, type Found } from '../document/collectPerNode';
import type { SpecDocument } from '../document/specDocument';
import { variableDeclarations, variableUses } from '../document/variables';
import { templatePartsOf } from '../placeholders/placeholders';

const tokenTypes = [SemanticTokenTypes.variable, SemanticTokenTypes.parameter];
const tokenModifiers = [SemanticTokenModifiers.declaration];

/** What the numbers in tokens stand for. */
export const semanticTokensLegend: SemanticTokensLegend = { tokenTypes, tokenModifiers };

interface Token extends Span {
  type: (typeof tokenTypes)[number];
  isDeclaration?: boolean;
}

/** Placeholders where they count, and the names of dynamic variables in texts and in their list. */
export function semanticTokens(document: SpecDocument): SemanticTokens {
  const variable = SemanticTokenTypes.variable;
  const tokens: Token[] = [
    ...placeholders(document),
    ...variableUses(document).map(({ start, end }) => ({ start, end, type: variable })),
    ...variableDeclarations(document).map(({ start, end }) => ({
      start,
      end,
      type: variable,
      isDeclaration: true,
    })),
  ];
  const builder = new SemanticTokensBuilder();
  for (const token of tokens.sort((a, b) => a.start - b.start)) {
    const { start } = document.rangeOf(token);
    const length = token.end - token.start;
    const type = tokenTypes.indexOf(token.type);
    builder.push(start.line, start.character, length, type, token.isDeclaration ? 1 : 0);
  }
  return builder.build();
}

const placeholders = collectPerNode(placeholdersIn);

function placeholdersIn({ text }: SpecDocument, node: SpecNode, path: Path): (Token & Found)[] {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return [];
  const parts = templatePartsOf(node.value, path);
  const counts = (kind: string | undefined, name: string) =>
    parts.some((part) => typeof part === 'object' && part.kind === kind && part.name === name);
  const source = text.slice(node.start, node.end);
  return [...source.matchAll(/(?<!\$)\$\{(env|secret|file):([^{}\n]+)\}/g)]
    .filter(([, kind, name = '']) => counts(kind, name.trim()))
    .map((match) => {
      const start = node.start + match.index;
      const end = start + match[0].length;
      return { start, end, path, type: SemanticTokenTypes.parameter };
    });
}
