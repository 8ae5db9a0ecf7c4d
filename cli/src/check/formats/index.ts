import type { CheckFormat } from '../formatNames';
import type { CheckedSpec } from '../problem';
import { github } from './github';
import { json } from './json';
import { junit } from './junit';
import { sarif } from './sarif';
import { text } from './text';

/** Writes what was found, with a line break at its end. */
export type Format = (specs: readonly CheckedSpec[], options: { quiet?: boolean }) => string;

export const formats: Record<CheckFormat, Format> = { text, json, github, sarif, junit };
