import { describe, expect, test } from 'vitest';
import { effectiveBaseUrl } from '../../../../client/src/api/baseUrl';

const us = 'https://api.cekura.ai';
const eu = 'https://api.eu.cekura.ai';
const local = 'http://127.0.0.1:4010';

describe('where agents are created', () => {
  test.each<[name: string, setting: string | undefined, variable: string | undefined, url: string]>(
    [
      ['nothing is set', undefined, undefined, us],
      ['the setting alone', eu, undefined, eu],
      ['the variable alone', undefined, local, local],
      ['both say the same', local, `${local}/`, local],
      ['an empty variable', eu, '', eu],
      ['an empty setting', ' ', local, local],
      [
        'a path before the API, slashes at the end',
        'https://proxy.example/cekura//',
        undefined,
        'https://proxy.example/cekura',
      ],
      ['upper case', 'HTTPS://API.Cekura.AI', undefined, us],
      ['the default port', 'https://api.cekura.ai:443', undefined, us],
      ['localhost by name', 'http://localhost:80', undefined, 'http://localhost'],
      ['IPv6 loopback', 'http://[::1]:4010', undefined, 'http://[::1]:4010'],
      ['any loopback address', 'http://127.9.9.9', undefined, 'http://127.9.9.9'],
    ],
  )('%s', (_, setting, variable, url) => {
    expect(effectiveBaseUrl(setting, variable)).toEqual({ url });
  });
});

describe('nothing is sent', () => {
  const setting = /^The setting cekuraAgent.apiBaseUrl must be an https: address/;
  const variable = /^The environment variable CEKURA_API_URL must be an https: address/;
  test.each<[name: string, setting: string | undefined, variable: string | undefined, why: RegExp]>(
    [
      ['setting and variable differ', us, local, /have different addresses. Nothing is sent/],
      ['plain http to another machine', 'http://api.cekura.ai', undefined, setting],
      ['plain http in the variable', undefined, 'http://10.0.0.1', variable],
      [
        'a host that only starts like loopback',
        'http://127.0.0.1.evil.example',
        undefined,
        setting,
      ],
      [
        'a host that only starts like localhost',
        'http://localhost.evil.example',
        undefined,
        setting,
      ],
      ['an address that listens everywhere', 'http://0.0.0.0:4010', undefined, setting],
      ['another protocol', 'ftp://api.cekura.ai', undefined, setting],
      ['a name and password', 'https://me:secret@api.cekura.ai', undefined, setting],
      ['a query', 'https://api.cekura.ai?key=1', undefined, setting],
      ['no address at all', 'api.cekura.ai', undefined, setting],
      ['a wrong variable beside a right setting', us, 'nowhere', variable],
    ],
  )('%s', (_, given, environment, why) => {
    expect(effectiveBaseUrl(given, environment)).toEqual({ problem: expect.stringMatching(why) });
  });

  test('the sentence does not repeat what was set, which may hold a password', () => {
    expect(JSON.stringify(effectiveBaseUrl('https://me:secret@x', undefined))).not.toContain(
      'secret',
    );
  });
});
