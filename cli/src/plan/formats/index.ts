import type { PlanFormat } from '../formatNames';
import type { SpecPlan } from '../specPlan';
import { json } from './json';
import { markdown } from './markdown';
import { text } from './text';

/** Writes what an apply would do, with a line break at its end. */
export type Format = (plans: readonly SpecPlan[], options: { quiet?: boolean }) => string;

export const formats: Record<PlanFormat, Format> = { text, json, markdown };
