import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from './features';
import { Server } from './server';

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

/** Specs in which a name stands that every object of JavaScript has: it is as unknown as any other. */
const texts: Record<string, (name: string) => string> = {
  'a type of provider': (name) => `provider:\n  type: ${name}\n  credentials: {config: {a: 1}}\n`,
  'a type of chat': (name) => `provider:\n  chat_agent_details: {type: ${name}, config: {a: 1}}\n`,
  'a key of the root': (name) => `${name}: 1\n`,
  'a key of a provider': (name) => `provider:\n  type: vapi\n  ${name}: 1\n`,
  'a key of a configuration': (name) =>
    `provider: {type: vapi, credentials: {config: {${name}: 1}}}\n`,
  'a language': (name) => `language: ${name}\n`,
  'a variable': (name) =>
    `description: "{{ ${name} }}"\ndynamic_variables: [{name: ${name}, description: a}]\n`,
  'a tool': (name) => `mock_tools: [{name: ${name}, mock_data: [{input: {${name}: 1}}]}]\n`,
  'an anchor': (name) => `name: &${name} a\ndescription: *${name}\n`,
};

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

for (const [what, text] of Object.entries(texts)) {
  test.each(names)(`${what}: %s`, async (name) => {
    const codes = async (of: string) =>
      (await server.open(text(of))).diagnostics.map(({ code }) => code);
    expect(await codes(name)).toEqual(await codes('qqqqqqqqqqqq'));
    const spec = await server.open(text(name));
    const offset = text(name).indexOf(name) + 1;
    for (const ask of Object.values(features)) await ask(spec, offset);
    const answer = { project: ['No.'], [name]: ['No.'] };
    const errors = { text: text(name), answer };
    const located = await spec.message('cekuraAgent/createErrors', { errors });
    expect(located).toHaveLength(2);
  });
}
