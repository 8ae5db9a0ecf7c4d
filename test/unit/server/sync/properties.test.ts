import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Document, type Node, visit } from 'yaml';
import {
  agentSpec,
  commonOf,
  compareSpec,
  pull,
  updateOf,
} from '../../../../server/src/sync/index';
import type { JsonObject } from '../../../../shared/src/messages';
import type { FieldName } from '../../../../shared/src/sync';
import { runs } from '../../../runs';
import { Agents } from '../../../sandbox/agents';
import { Clock } from '../../../sandbox/clock';
import { asFields } from '../../../sandbox/json';
import { present } from '../../../sandbox/presentation';
import { filledOf, given, specOf } from './specAndAgent';

const word = fc.constantFrom(
  'a',
  'Order',
  'no',
  '1.10',
  'null',
  '#x',
  'a: b',
  '{x}',
  '- y',
  '👋',
  'é\u0301',
  "it's",
  '"q"',
  '%',
  '&a',
  '*a',
  '!t',
  '|',
  '\t',
  '\u202e',
  '{{ guest }}',
);
/** What a spec would read as placeholders. */
const live = fc.constantFrom(
  '${file:a}',
  '${env:A}',
  '$${x}',
  '$$${env:A}',
  '${secret:a} ${file:a',
  '$${file:a}',
);
const named = <T extends { name: string }>(item: fc.Arbitrary<T>) =>
  fc.uniqueArray(item, { selector: ({ name }) => name, maxLength: 4 });
const name = fc.constantFrom('get_order', 'close', 'transfer', 'a-b', 'x1');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Bodies of all kinds of fields, of these words; keys without a value are left out. */
function bodiesOf(words: fc.Arbitrary<string>): fc.Arbitrary<JsonObject> {
  const line = fc.array(words, { maxLength: 4 }).map((all) => all.join(' '));
  const prose = fc
    .array(line, { minLength: 1, maxLength: 5 })
    .map((lines) => `x${lines.join('\n')}`)
    .chain((text) => fc.constantFrom('', '\n', '\n\n\n').map((end) => text + end));
  const short = line.map((text) => `x${text.replaceAll(/[\t\u202e]/g, '')}`);
  /** What JSON can hold and every reader reads alike. */
  const anything = fc
    .oneof(words, fc.jsonValue({ maxDepth: 3 }))
    .map((value) => JSON.parse(JSON.stringify(value)));
  const objectOf = fc
    .dictionary(fc.oneof(fc.string(), words), anything, { maxKeys: 3, noNullPrototype: true })
    .map((value) => JSON.parse(JSON.stringify(value)));
  // Inputs may be equal.
  const input = fc.oneof(fc.constantFrom({}, { a: 1 }), objectOf);
  const mockData = fc.array(fc.record({ input, output: anything }), { maxLength: 4 });
  return fc
    .record({
      name: short,
      description: fc.oneof(
        prose,
        words.map((text) => text.padStart(2, 'x')),
      ),
      project: fc.integer({ min: 1, max: 99 }),
      language: maybe(fc.constantFrom('en', 'de', 'no')),
      agent_speaks_first: maybe(fc.constantFrom(true, false, null)),
      webhook_url: maybe(fc.webUrl()),
      telephony: maybe(
        fc.record({
          inbound: fc.boolean(),
          sip_uri: fc.constantFrom(null, 'sip:a@b.example', 'sip:c@d.example'),
          outbound_numbers: fc.subarray(['+14155550100', '+14155550101', '+14155550102']),
        }),
      ),
      provider: maybe(
        fc.record({
          type: fc.constant('livekit'),
          auto_dial_outbound: fc.constantFrom(true, false, null),
          credentials: fc.record({
            config: fc.record({
              url: fc.constantFrom('wss://a.example', 'wss://b.example'),
              agent_name: short,
              config: objectOf,
            }),
          }),
        }),
      ),
      mock_tools: maybe(named(fc.record({ name, description: prose, mock_data: mockData }))),
      dynamic_variables: maybe(named(fc.record({ name, description: short }))),
    })
    .map((body) => JSON.parse(JSON.stringify(body)));
}

const bodies = bodiesOf(word);
/** What others have written in Cekura. */
const stored = bodiesOf(fc.oneof(word, live));

/** How a body is written. */
const styles = fc.record({
  flow: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  quotes: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL'),
  comments: fc.boolean(),
  shared: fc.boolean(),
  indentSeq: fc.boolean(),
  crlf: fc.boolean(),
});
type Style = typeof styles extends fc.Arbitrary<infer T> ? T : never;

/** A spec in YAML, in one of many ways in which people write it. */
function textOf(
  body: JsonObject,
  { flow, quotes, comments, shared, indentSeq, crlf }: Style,
): string {
  const document = new Document(body, { aliasDuplicateObjects: false });
  let at = 0;
  visit(document, {
    Scalar(key, node) {
      if (key === 'value' && typeof node.value === 'string') node.type = quotes as never;
    },
    Collection(_, node) {
      at += 1;
      if (at > 2 && flow[at % flow.length]) node.flow = true;
      if (comments && !node.flow) node.comment = ` comment ${at}`;
    },
  });
  if (shared) shareName(document);
  const text = document.toString({
    lineWidth: 0,
    blockQuote: 'literal',
    indentSeq,
    doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY,
  });
  return crlf ? text.replaceAll('\n', '\r\n') : text;
}

/** Has the description of the first tool stand for that of the agent. */
function shareName(document: Document): void {
  const tool = document.getIn(['mock_tools', 0], true);
  const description = document.get('description', true) as Node;
  if (tool === undefined) return;
  document.setIn(['mock_tools', 0, 'description'], document.createAlias(description as never, 'd'));
}

/** Agents as Cekura answers them. */
function created(body: JsonObject) {
  const agents = new Agents(new Clock());
  const agent = agents.create(body);
  return {
    get answer() {
      return JSON.parse(JSON.stringify(present(agent, 'https://cekura.example'))) as JsonObject;
    },
    update: (change: JsonObject) => agents.update(agent, asFields(change)),
  };
}

const fieldsOf = (text: string, agent: JsonObject): FieldName[] =>
  compareSpec(specOf(text), given(specOf(text), agent)).differences.map(({ field }) => field);

describe('whatever a spec and an agent hold', () => {
  test('an agent as a spec differs in nothing from itself', () => {
    fc.assert(
      fc.property(stored, (body) => {
        const { answer } = created(body);
        expect(fieldsOf(agentSpec(answer), answer)).toEqual([]);
      }),
      runs(25),
    );
  });

  test('a spec differs in nothing from the agent that was created from it', () => {
    fc.assert(
      fc.property(bodies, styles, (body, style) => {
        const text = textOf(body, style);
        expect(fieldsOf(text, created(filledOf(specOf(text))).answer)).toEqual([]);
      }),
      runs(25),
    );
  });

  test('after an update of all that differs, nothing does', () => {
    fc.assert(
      fc.property(bodies, styles, stored, (body, style, other) => {
        const text = textOf(body, style);
        const agent = created(other);
        const fields = fieldsOf(text, agent.answer);
        const sides = given(specOf(text), agent.answer);
        const update = updateOf(specOf(text), sides, { fields, withSecrets: false });
        agent.update(update.body);
        expect(fieldsOf(text, agent.answer)).toEqual([]);
        expect(Object.keys(update.body).length > 0).toBe(fields.length > 0);
      }),
      runs(25),
    );
  });

  test('after a pull of all that differs, nothing does, and another changes nothing', () => {
    fc.assert(
      fc.property(bodies, styles, stored, (body, style, other) => {
        const text = textOf(body, style);
        fc.pre(specOf(text).parsed.problems.length === 0);
        const { answer } = created(other);
        const { differences: fields } = compareSpec(specOf(text), given(specOf(text), answer));
        const all = fields.map(({ field }) => field);
        const pulled = pull(specOf(text), answer, all);
        expect(specOf(pulled.text).parsed.problems).toEqual([]);
        expect(pulled.byHand).toEqual([]);
        expect(fieldsOf(pulled.text, answer)).toEqual([]);
        const again = fields.filter(({ isItem }) => !isItem).map(({ field }) => field);
        expect(pull(specOf(pulled.text), answer, again).text).toBe(pulled.text);
      }),
      runs(25),
    );
  });

  test('what is changed after both were the same is changed there, or here', () => {
    fc.assert(
      fc.property(bodies, styles, stored, (body, style, other) => {
        const [text, edited] = [textOf(body, style), textOf(other, style)].map(specOf);
        fc.pre([text, edited].every((each) => each?.parsed.problems.length === 0));
        if (!text || !edited) return;
        const before = created(filledOf(text)).answer;
        const base = commonOf(text, given(text, before), { isSent: true });
        const after = given(text, created(other).answer, base);
        const there = compareSpec(text, after).differences.map(({ changed }) => changed);
        expect(there.filter((changed) => changed !== 'there')).toEqual([]);
        const sides = given(edited, before, base);
        const here = compareSpec(edited, sides).differences.map(({ changed }) => changed);
        expect(here.filter((changed) => changed === 'there' || changed === 'both')).toEqual([]);
      }),
      runs(25),
    );
  });

  test('a pull of one field changes no line of another', () => {
    fc.assert(
      fc.property(bodies, styles, stored, fc.nat(), (body, style, other, which) => {
        const text = textOf(body, style);
        const { answer } = created(other);
        const all = fieldsOf(text, answer);
        const field = all[which % Math.max(1, all.length)];
        if (field === undefined) return;
        const pulled = pull(specOf(text), answer, [field]);
        // The alias that the text of the agent stands for is written out.
        if (pulled.anchors.length > 0) return;
        const others = (source: string) => entriesOf(source).filter(([key]) => key !== field[0]);
        expect(others(pulled.text)).toEqual(others(text));
      }),
      runs(25),
    );
  });
  test('a pull of changed texts and new items loses no comment, in brackets and braces neither', () => {
    fc.assert(
      fc.property(bodies, styles, word, (body, style, other) => {
        const { text, comments } = commented(body, style);
        fc.pre(specOf(text).parsed.problems.length === 0);
        const { answer } = created(withTexts(body, `x${other}\nand more`));
        const { text: pulled, byHand } = pull(specOf(text), answer, fieldsOf(text, answer));
        expect(byHand).toEqual([]);
        expect(fieldsOf(pulled, answer)).toEqual([]);
        expect(comments.filter((comment) => !pulled.includes(comment))).toEqual([]);
      }),
      runs(25),
    );
  });
});

/** A spec with comments above its keys and behind its values, also in brackets and braces. */
function commented(body: JsonObject, { flow, indentSeq, crlf }: Style) {
  const document = new Document(body, { aliasDuplicateObjects: false });
  const comments: string[] = [];
  const next = () => {
    const comment = ` comment ${comments.length}.`;
    comments.push(comment);
    return comment;
  };
  visit(document, {
    Scalar(key, node) {
      if (key === 'key') node.commentBefore = next();
      else if (!String(node.value).includes('\n')) node.comment = next();
    },
    Collection(_, node) {
      if (comments.length > 4 && flow[comments.length % flow.length]) node.flow = true;
    },
  });
  const text = document.toString({ lineWidth: 0, blockQuote: 'literal', indentSeq });
  return { text: crlf ? text.replaceAll('\n', '\r\n') : text, comments };
}

/** A body with another text in the place of those that people write most, and with an item more in its sets. */
function withTexts(body: JsonObject, text: string): JsonObject {
  return JSON.parse(
    JSON.stringify(body, (key, value) => {
      if (key === 'description') return text;
      if (key === 'output' && typeof value === 'string') return text;
      const isNamed = key === 'mock_tools' || key === 'dynamic_variables';
      return isNamed ? [...value, { name: 'added', description: 'x' }] : value;
    }),
  );
}

/** The lines of each top-level entry. */
function entriesOf(text: string): [key: string, lines: string][] {
  const { root } = specOf(text);
  if (root?.kind !== 'map') return [];
  const starts = root.entries.map(({ key }) => key.start);
  return root.entries.map(({ key }, index) => [
    String(key.value),
    text.slice(key.start, starts[index + 1] ?? text.length),
  ]);
}
