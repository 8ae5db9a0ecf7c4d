import type { JsonObject, JsonValue, Template } from './messages';

/**
 * What a field is called in a spec and in an agent: keys, and for an item of a set what it is found by (`mock_tools`,
 * `get_order`, `description`).
 */
export type FieldName = string[];

/** A text that is the same for the same name alone: names are keys of the user's own and may hold any character that people type. */
export const fieldKey = (field: FieldName): string => field.join('\0');

/**
 * Who changed a field since both sides were the same: `here` the spec, `there` the agent, `both` in different ways; `unknown`
 * when it is not known what both had.
 */
export type ChangedBy = 'here' | 'there' | 'both' | 'unknown';

/** A field that says something else in the spec than in Cekura. */
export interface Difference {
  field: FieldName;
  changed: ChangedBy;
  /** What the spec has; absent for an item that it lacks, and for what is never shown. */
  here?: JsonValue;
  /** What Cekura has; absent where it has nothing, or does not give it back. */
  there?: JsonValue;
  /** Whether the field is an item of a set that one side lacks: sent, it is added or deleted as a whole. */
  isItem?: true;
  /** Cekura never gives it back: it was changed here since it was last sent. `unread`: neither a secret nor a file. */
  unread?: 'secret' | 'file' | 'unread';
}

/** A spec and its agent side by side. */
export interface Comparison {
  differences: Difference[];
  /** Fields that the spec wrote when both were the same, and no longer writes: Cekura keeps what it has. */
  dropped: FieldName[];
  /** Those of them that the spec clears by writing null, or `[]` for a set. */
  clearable: FieldName[];
  /** Fields that the spec changed since both were the same, and that the platform writes (`auto_sync_prompt`): they are not sent. */
  overruled: FieldName[];
  /** Fields that Cekura never gives back, and of which it is not known whether they were changed. */
  unknown: FieldName[];
  /** Fields that Cekura has something in and the spec does not write. */
  unmanaged: FieldName[];
}

/** What is sent as `PATCH /test_framework/v2/aiagents/{id}/`, and what a person has to know of it. */
export interface Update {
  body: JsonObject;
  /** Texts of the body that are still to be put together: those that need a secret. */
  templates: Template[];
  /** Items that Cekura deletes, as the sets that hold them are sent without them. */
  deletions: FieldName[];
  /** Secrets that Cekura has, or may have, and loses, as what holds them is sent as a whole and the spec does not write them. */
  lostSecrets: FieldName[];
  /** What Cekura loses for the same reason, if it has any: its answer does not tell. */
  mayBeLost: FieldName[];
  /** Whole numbers that were rounded when they were read, as they are too large: what holds them cannot be sent. */
  inexact: FieldName[];
  /** Tools that are changed or deleted and that other agents use as well. */
  sharedTools: string[];
  /** Differences that are not to be sent and stand in what would be: they have to be settled before. */
  unsettled: Difference[];
}

/** What a pull brings beside the new text of the spec. */
export interface Pulled {
  /** Texts of files that the spec names by `${file:name}`. */
  files: { name: string; text: string }[];
  /** Anchors whose values were written out, as a change concerned only one of the places that had them. */
  anchors: string[];
  /** Fields that have to be changed by hand. */
  byHand: FieldName[];
}
