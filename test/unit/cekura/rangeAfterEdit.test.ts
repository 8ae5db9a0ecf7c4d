import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  messageAfterEdits,
  rangeAfterEdit,
} from '../../../client/src/languageClient/rangeAfterEdit';

const text = 'name: Support\n\nprovider:\n  type: vapi\n  agent_id: a1\nproject: 42\n';
const place = 'agent_id';

/** The first line and the first character from which `old` stands, and what comes in its stead. */
interface Case {
  name: string;
  old: string;
  text: string;
  /** Inserts before (the default) or replaces `old`. */
  how?: 'before' | 'after' | 'instead';
}

function edit({ old, text: inserted, how = 'instead' }: Case) {
  const document = TextDocument.create('', '', 0, text);
  const from = text.indexOf(old) + (how === 'after' ? old.length : 0);
  const to = how === 'instead' ? from + old.length : from;
  const range = { start: document.positionAt(from), end: document.positionAt(to) };
  const start = text.indexOf(place);
  const marked = {
    start: document.positionAt(start),
    end: document.positionAt(start + place.length),
  };
  const after = rangeAfterEdit(marked, { range, text: inserted });
  TextDocument.update(document, [{ range, text: inserted }], 1);
  return after && document.getText(after);
}

describe('a place keeps what it marks', () => {
  test.each<Case>([
    { name: 'letters typed lines before', old: 'Support', text: 'Sales' },
    { name: 'a line added before', old: 'provider', text: 'language: en\n', how: 'before' },
    { name: 'lines pasted directly before', old: '  agent_id', text: '  a: 1\n', how: 'before' },
    {
      name: 'Windows line ends pasted before',
      old: 'provider',
      text: 'a: 1\r\nb: 2\r\n',
      how: 'before',
    },
    { name: 'Enter at the end of the line before', old: 'vapi', text: '\n  ', how: 'after' },
    { name: 'the line before deleted', old: '  type: vapi\n', text: '' },
    { name: 'an empty line deleted', old: '\nprovider', text: 'provider' },
    { name: 'several lines before made one', old: 'Support\n\nprovider', text: 'Support' },
    { name: 'letters typed lines after', old: '42', text: '43' },
    { name: 'the rest of the text deleted', old: 'project: 42\n', text: '' },
  ])('$name', (change) => {
    expect(edit(change)).toBe(place);
  });
});

describe('a place that is edited is not marked any longer', () => {
  test.each<Case>([
    { name: 'the key', old: 'agent_id', text: 'assistant' },
    { name: 'its value', old: 'a1', text: 'a2' },
    { name: 'Enter at its end', old: 'a1', text: '\n', how: 'after' },
    { name: 'its indentation', old: '  agent_id', text: '  ', how: 'before' },
    { name: 'its line joined with the one before', old: ' vapi\n', text: '' },
    { name: 'its line deleted', old: '  agent_id: a1\n', text: '' },
    { name: 'everything replaced', old: text, text: 'name: New\n' },
  ])('$name', (change) => {
    expect(edit(change)).toBeUndefined();
  });
});

describe('a message about a field with a block below it', () => {
  /** `provider:`, line 2, whose block ends in line 4. */
  const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 8 } };
  const field = { start: range.start, end: { line: 4, character: 14 } };
  const at = (line: number) => ({ start: { line, character: 3 }, end: { line, character: 3 } });

  test('is gone when a line of the block is edited', () => {
    const edits = [{ range: at(4), text: 'x' }];
    expect(messageAfterEdits({ range, field, message: 'No.' }, edits)).toBeUndefined();
  });

  test('moves as a whole with the lines above it, through one edit after the other', () => {
    const edits = [
      { range: at(0), text: '\n' },
      { range: at(0), text: '\n\n' },
      { range: at(9), text: 'x' },
    ];
    const moved = messageAfterEdits({ range, field, message: 'No.' }, edits);
    expect(moved).toEqual({
      range: { start: { line: 5, character: 0 }, end: { line: 5, character: 8 } },
      field: { start: { line: 5, character: 0 }, end: { line: 7, character: 14 } },
      message: 'No.',
    });
  });

  test('without a field of its own it is about its range', () => {
    const edits = [{ range: at(4), text: 'x' }];
    expect(messageAfterEdits({ range, message: 'No.' }, edits)?.range).toEqual(range);
  });
});
