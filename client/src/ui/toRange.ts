import { Range } from 'vscode';
import type { Range as LspRange } from 'vscode-languageserver-types';

/** A range of the language server as VS Code has it. */
export const toRange = ({ start, end }: LspRange): Range =>
  new Range(start.line, start.character, end.line, end.character);
