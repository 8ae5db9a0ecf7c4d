import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { SpecDocument } from '../../../server/src/document/specDocument';
import { requestOf } from '../../../server/src/request/request';
import { findingsOf } from '../../../server/src/rules';
import { runs } from '../../runs';

const line = fc.oneof(
  fc.stringMatching(/^[A-Za-z][\w ,.'"#:{}[\]|>&*!%@`-]{0,30}[a-z]$/),
  fc.constantFrom(
    'no',
    'null',
    '1.10',
    '01234',
    '12e3',
    '~',
    'true',
    '2024-01-01',
    'ü – 東京 🚀',
    '- a',
    '? b',
  ),
);
const prose = fc
  .array(line, { minLength: 1, maxLength: 5 })
  .map((lines) => `Help. ${lines.join('\n')}\n`);
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);
const json = fc.jsonValue({ maxDepth: 3 });
const object = fc.dictionary(fc.oneof(name, line), json, { maxKeys: 4 });
const tool = fc.record(
  {
    name,
    description: prose,
    mock_data: fc.array(fc.record({ input: object, output: json }), { maxLength: 3 }),
  },
  { requiredKeys: ['name'] },
);
const spec = fc.record(
  {
    name: line,
    description: prose,
    project: fc.integer({ min: 1, max: 2 ** 31 }),
    language: fc.constantFrom('en', 'no', 'de'),
    telephony: fc.record({ inbound: fc.boolean(), phone_number: fc.constant('+14155550123') }),
    provider: fc.record({
      type: fc.constant('vapi'),
      agent_id: fc.oneof(name, fc.constantFrom('012', '1e3', '0x1F', 'null')),
      credentials: fc.record({ api_key: fc.constantFrom('${secret:k}', '${env:K}') }),
    }),
    mock_tools: fc.uniqueArray(tool, { selector: (one) => one.name, maxLength: 4 }),
    webhook_url: fc.constant('https://hooks.example.com/a?b=c#d'),
  },
  { requiredKeys: ['name', 'description', 'project'] },
);

/** The ways in which people and programs write YAML. */
const styles: ((value: unknown) => string)[] = [
  (value) => stringify(value),
  (value) => stringify(value, { lineWidth: 0, indent: 4 }),
  (value) => stringify(value, { lineWidth: 30, indentSeq: false }),
  (value) => stringify(value, { defaultStringType: 'QUOTE_SINGLE' }),
  (value) => stringify(value, { defaultStringType: 'BLOCK_LITERAL', aliasDuplicateObjects: false }),
  (value) => stringify(value, { collectionStyle: 'flow', lineWidth: 60 }),
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, '\t'),
  (value) => stringify(value).replaceAll('\n', '\r\n'),
];

/** Keys in one order: JSON has none. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, sorted(one)] as const);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

test('what is sent of a spec in which nothing is wrong is what stands in it', () => {
  let clean = 0;
  fc.assert(
    fc.property(spec, fc.constantFrom(...styles), (value, write) => {
      const document = SpecDocument.create('file:///a.cekura-agent.yaml', 0, write(value));
      const told = findingsOf(document).filter(({ severity }) => severity !== 'hint');
      if (told.length > 0) return;
      clean += 1;
      expect(sorted(requestOf(document).body)).toEqual(sorted(value));
    }),
    runs(100),
  );
  expect(clean).toBeGreaterThan(25);
});
