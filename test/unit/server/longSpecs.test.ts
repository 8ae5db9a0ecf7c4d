import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { SpecDocument } from '../../../server/src/document/specDocument';
import { findingsOf } from '../../../server/src/rules';
import { providers } from '../../../server/src/schema/catalog';
import { times } from '../../runs';

/** Paragraphs as prompts have them, each with something that looks like YAML, code or another script. */
const paragraphs = [
  '# Role\nYou are Ada, the voice of "Nordlys & Sons": calm, short, never rude. It\'s 24/7.',
  'Rules:\n- Never say: "I am an AI"\n- Prices: see `get_price`; tax is 25 %\n  - even on Sundays # not a comment\n* stars too',
  'Answer with JSON: {"intent": "book", "slots": {"date": "2027-01-01", "tags": ["a", "b"]}, "ok": true}',
  'أهلاً بك في المكتب. اسألني: ما هو رقم الحجز؟ ‏(ABC-123)',
  '日本語でも話せます。予約番号は何ですか？「はい」か「いいえ」で答えてください。',
  'שלום! מה שלומך? key: value — לא מפתח.',
  'Emoji 🚀👩‍👩‍👧‍👦🇳🇴 and math: a < b && c > d || !e; 50% off; C:\\temp\\new; tab\tinside',
  'Template words that are not ours: ${customer.name} $${x} <first name> {{{raw}}} {% else %} [[name]]',
  '---\nA line of dashes above. yes: no. null. ~ 0x1F 1e3 .5 +1 (415) 555-0123',
  '| table | of | cells |\n|---|---|---|\n| > quote | & amp | * star |',
  'provider:\n  type: nothing\ncredentials: none of this is a key, it is the prompt.',
];

/** A prompt of at least `bytes` characters, different for each number. */
function prompt(seed: number, bytes: number): string {
  let text = '';
  for (let turn = seed; text.length < bytes; turn += 1) {
    text += `${paragraphs[turn % paragraphs.length]}\n\n`;
  }
  return `${text}Greet {{ customer_name }}.\n`;
}

const byFormat: Record<string, string> = {
  'secure-websocket-url': 'wss://a.example',
  email: 'voice@a.example',
};

function credentialsFor(type: string): object | undefined {
  const provider = providers.find((one) => one.type === type);
  const config = Object.entries(provider?.config.properties ?? {})
    .filter(([key]) => provider?.config.required?.includes(key) || key === 'pipecat_agent_name')
    .map(([key, schema]) => [
      key,
      schema['x-secret'] ? '${env:SECRET}' : (byFormat[schema.format ?? ''] ?? 'value'),
    ]);
  const key = provider?.api_key.use === 'required' ? { api_key: '${secret:key}' } : {};
  const credentials = {
    ...key,
    ...(config.length > 0 ? { config: Object.fromEntries(config) } : {}),
  };
  return Object.keys(credentials).length > 0 ? { credentials } : undefined;
}

function longSpec(seed: number): object {
  const provider = providers[seed % providers.length];
  const type = provider?.type ?? 'custom';
  const bytes = 10_000 + ((seed * 7919) % 50_000);
  return {
    name: `Agent ${seed} – ${['support', 'サポート', 'دعم'][seed % 3]}`,
    description: prompt(seed, bytes),
    project: 40 + seed,
    language: ['en', 'no', 'multi', 'he'][seed % 4],
    telephony: { inbound: seed % 2 === 0, phone_number: '+14155550123' },
    provider: {
      type,
      ...(provider?.agent_id.use === 'none' ? {} : { agent_id: `agent_${seed}` }),
      ...credentialsFor(type),
    },
    dynamic_variables: [{ name: 'customer_name', description: 'Who is calling: first and last.' }],
    mock_tools: Array.from({ length: 5 + (seed % 40) }, (_, tool) => ({
      name: `tool_${tool}`,
      description: paragraphs[(seed + tool) % paragraphs.length],
      mock_data: Array.from({ length: 1 + (tool % 6) }, (_, call) => ({
        input: { id: `A${call}`, nested: { list: [1, null, { deep: true }] } },
        output: [paragraphs[call % paragraphs.length], 3.5, null, { status: 'ok' }],
      })),
      ...(tool % 5 === 0 ? { served_via: { type: 'mcp', mock_index: 1 + (tool % 3) } } : {}),
    })),
  };
}

/** The ways people and programs write the same data. */
const styles: Record<string, (spec: object) => string> = {
  'block style': (spec) => stringify(spec, { lineWidth: 0, blockQuote: 'literal' }),
  'folded at 80 columns': (spec) => stringify(spec, { lineWidth: 80, blockQuote: 'folded' }),
  'double quotes': (spec) => stringify(spec, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 }),
  JSON: (spec) => JSON.stringify(spec, null, 2),
  'CRLF and a byte order mark': (spec) =>
    `\uFEFF${stringify(spec, { lineWidth: 0 }).replaceAll('\n', '\r\n')}`,
};

/** Each style has specs of its own, of every provider. */
const specs = Object.entries(styles).flatMap(([style, write], index) =>
  Array.from({ length: providers.length * times }, (_, count) => {
    const seed = index * providers.length * times + count;
    return { style, write, seed, type: providers[seed % providers.length]?.type };
  }),
);

test.each(specs)('no false alarm in long spec $seed: $style, $type', ({ write, seed }) => {
  const text = write(longSpec(seed));
  const document = SpecDocument.create('', 1, text);
  const found = findingsOf(document).map(({ code, message, start, end }) => ({
    code,
    message,
    text: text.slice(start, end).slice(0, 80),
  }));
  expect(found).toEqual([]);
});

test('mistakes in long lists are told where they stand, those of the spec once', () => {
  const numbers = Array.from({ length: 120 }, (_, number) => number);
  const text = stringify({
    description: 'You answer the phone.',
    remarks: 1,
    mock_tools: numbers.map((number) => ({
      name: number === 119 ? 'tool_0' : `tool_${number}`,
      colour: 'red',
      mock_data: [{ input: { id: number }, output: {}, shade: 'dark' }],
    })),
    dynamic_variables: numbers.slice(0, 60).map((number) => ({ name: `v${number}`, size: 1 })),
  });
  const found = findingsOf(SpecDocument.create('', 1, text));
  const pathsOf = (wanted: string) =>
    found.filter(({ code }) => code === wanted).map(({ path }) => path.join('.'));
  expect(pathsOf('unknown-key')).toEqual([
    'remarks',
    ...numbers.flatMap((tool) => [
      `mock_tools.${tool}.colour`,
      `mock_tools.${tool}.mock_data.0.shade`,
    ]),
    ...numbers.slice(0, 60).map((number) => `dynamic_variables.${number}.size`),
  ]);
  expect(pathsOf('repeated-name')).toEqual(['mock_tools.119.name']);
  expect(found.filter(({ missing }) => missing?.[0] === 'name')).toHaveLength(1);
});
