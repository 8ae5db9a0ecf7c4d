import type { ErrorObject } from 'ajv';
import type { Path, ScalarNode, Span, SpecNode } from '../ast/nodes';
import type { SpecDocument } from '../document/specDocument';
import type { FixesFor } from '../fixes/fix';
import type { Schema } from '../schema/descriptions';

/** A place of the text an error of the schemas speaks of. */
export interface Subject {
  document: SpecDocument;
  path: Path;
  /** What is written there; null when nothing is. */
  node: SpecNode | null;
  /** The value, or its key when there is no value. */
  span: Span;
  schema: Schema;
  error: ErrorObject;
}

/** What an error of the schemas means for the text. */
export interface Explained extends Partial<Span> {
  code: string;
  message: string;
  fixes?: FixesFor | undefined;
  /** What is spoken of, unless it is the place of the error. */
  path?: Path;
  /** The path that is missing. */
  missing?: Path;
  /** The path that was probably meant. */
  instead?: Path | undefined;
}

/** A value of a wrong type. */
export interface WrongType extends Subject {
  /** What it is called, in backticks. */
  name: string;
  /** The types that the value may have; `null` asks for nothing, so nobody who wrote a wrong value meant it. */
  types: readonly string[];
}

/** A single value of a wrong type. */
export interface WrongScalar extends WrongType {
  value: ScalarNode['value'];
}
