import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SpecDocument } from '../../../server/src/document/specDocument';
import { requestOf } from '../../../server/src/request/request';
import { findingsOf } from '../../../server/src/rules';

const digits = fc.stringMatching(/^\d{1,24}$/);
const sign = fc.constantFrom('', '', '-', '+');
const number = fc.oneof(
  fc.tuple(sign, digits).map((parts) => parts.join('')),
  fc.tuple(sign, digits, digits).map(([minus, a, b]) => `${minus}${a}.${b}`),
  fc
    .tuple(digits, fc.constantFrom('e', 'E', 'e-', 'e+'), fc.nat(400))
    .map((parts) => parts.join('')),
  fc.stringMatching(/^[0-9a-fA-FxoeE.+_-]{1,8}$/).filter((text) => !/^-+$|^[-.]{3}/.test(text)),
  fc.double().map(String),
  fc.constantFrom('.inf', '-.INF', '.nan', 'true', 'null', '~', 'no'),
);

test('what stands in mock data is sent as it stands, or marked', () => {
  fc.assert(
    fc.property(number, (written) => {
      const document = SpecDocument.create(
        'file:///a.cekura-agent.yaml',
        0,
        `name: a\ndescription: b\nproject: 1\nmock_tools:\n  - name: t\n    mock_data:\n      - input: {}\n        output:\n          value: ${written}\n`,
      );
      const told = findingsOf(document);
      const { body } = requestOf(document);
      const sent = /"value":(.*?)\}/.exec(JSON.stringify(body))?.[1];
      const meant = written === '~' ? 'null' : written;
      if (told.length === 0) expect([meant, JSON.stringify(written)]).toContain(sent);
      else expect(sent).not.toBe(written);
    }),
    { numRuns: 2_000 },
  );
});
