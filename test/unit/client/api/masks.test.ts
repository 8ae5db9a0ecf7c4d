import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mapTexts, maskOf } from '../../../../client/src/api/masks';

describe('secrets are masked wherever a text repeats them', () => {
  test.each<[name: string, secrets: string[], text: string, shown: string]>([
    ['every time', ['hunter2'], 'hunter2, again hunter2', '•••, again •••'],
    ['the longer one where one holds another', ['abcd', 'abcdefg'], 'is abcdefg', 'is •••'],
    ['without the line break at its end', ['hunter2\n'], 'bad key hunter2.', 'bad key •••.'],
    [
      'with signs that mean something in patterns',
      ['a.*$&'],
      'it was a.*$& or abcd',
      'it was ••• or abcd',
    ],
    ['but not what is too short to be one', ['42', ''], 'Project 42', 'Project 42'],
  ])('%s', (_, secrets, text, shown) => {
    expect(maskOf(secrets)(text)).toBe(shown);
  });

  const odd = 'Schlüssel & "geheim" \\ 👋/+<it\'s>';
  const html = (text: string) =>
    text.replace(/[&<>"']/g, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`);
  const ascii = (text: string) =>
    text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const json = (text: string) => JSON.stringify(text).slice(1, -1);
  const pem = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(2)}c2hvcnQ=\n-----END PRIVATE KEY-----\n`;

  test.each<[form: string, text: string]>([
    ['by JSON', json(odd)],
    ['by JSON in ASCII', ascii(json(odd))],
    ['by JSON in ASCII with large digits', ascii(json(odd)).replace(/u00fc/, 'u00FC')],
    ['by JSON twice', json(json(odd))],
    ['by JSON in ASCII twice', json(ascii(json(odd)))],
    ['by JSON three times', json(json(ascii(json(odd))))],
    ['by JSON that escapes slashes', json(odd).replaceAll('/', '\\/')],
    ['by a URL', encodeURIComponent(odd)],
    [
      'by a URL in small digits',
      encodeURIComponent(odd).replace(/%../g, (byte) => byte.toLowerCase()),
    ],
    ['by a URL twice', encodeURIComponent(encodeURIComponent(odd))],
    ['by a form', new URLSearchParams({ a: odd }).toString().slice(2)],
    ['by HTML', html(odd)],
    ['by HTML with names', html(odd).replace('&#x26;', '&amp;').replaceAll('&#x22;', '&quot;')],
    ['by HTML twice', html(html(odd))],
    ['by HTML in JSON', json(html(odd))],
    ['in base64', Buffer.from(odd).toString('base64')],
    ['in base64 for URLs', Buffer.from(odd).toString('base64url')],
  ])('in the form they are given: %s', (_, form) => {
    const masked = maskOf([odd])(`before ${form} after`);
    expect(masked).toMatch(/^before •••\S{0,2} after$/);
  });

  test.each(['u', 'us', 'user', 'user:', 'a longer user:'])('in base64 after %j', (user) => {
    const secret = 'hunter2-hunter2';
    const masked = maskOf([secret])(Buffer.from(`${user}${secret}!`).toString('base64'));
    const shown = Buffer.from(masked.split('•••').join('....'), 'base64').toString('latin1');
    expect(masked).toContain('•••');
    expect(shown).not.toMatch(/unter|nter2/);
  });

  test('by the lines of a PEM, but not by what every PEM has', () => {
    const lines = pem.trim().split('\n').join(' | ');
    expect(maskOf([pem])(lines)).toBe(
      '-----BEGIN PRIVATE KEY----- | ••• | ••• | c2hvcnQ= | -----END PRIVATE KEY-----',
    );
    for (const whole of [pem.trim(), json(pem.trim()), json(json(pem.trim()))])
      expect(maskOf([pem])(`key: ${whole}`)).toBe('key: •••');
  });

  test('without taking for ever on texts made for that', () => {
    const secret = `\\${'"'.repeat(50)}\\%&`;
    for (const unit of ['\\', '%25', '&amp;', '"', '\\"']) {
      const before = performance.now();
      maskOf([secret])(unit.repeat(100_000));
      expect(performance.now() - before).toBeLessThan(20_000);
    }
  });

  test('whatever the secrets and the text around them are', () => {
    const secret = fc.string({ minLength: 4 }).filter((text) => text.trim().length >= 4);
    fc.assert(
      fc.property(fc.array(secret, { minLength: 1 }), fc.string(), (secrets, around) => {
        const shown = maskOf(secrets)(around + secrets.join(around) + around);
        for (const text of secrets)
          expect(shown.replaceAll('•••', '\n')).not.toContain(text.trim());
      }),
    );
  });
});

test('an answer keeps its shape', () => {
  const mask = maskOf(['hunter2']);
  expect(mapTexts({ id: 1, list: [null, true, { hunter2: ['is hunter2'] }] }, mask)).toEqual({
    id: 1,
    list: [null, true, { '•••': ['is •••'] }],
  });
});
