import fc from 'fast-check';

/** Parts of a spec that are right, each with texts of its own. */
const right = [
  'name: Front desk\n',
  'description: |\n  You answer the phone of "Aurora": ask {{ guest }}.\n\n  # Rules\n  - Never lie\n',
  'project: 42\n',
  'language: en # as callers do\n',
  'webhook_url: https://hooks.example.com/a?b=c\n',
  'telephony:\n  inbound: true\n  # ours\n  phone_number: "+14155550123"\n',
  'provider:\n  type: livekit\n  credentials:\n    api_key: ${secret:k}\n    config:\n      api_secret: ${secret:s}\n      url: wss://a.example\n',
  'dynamic_variables:\n  - name: guest\n    description: Who calls\n',
  'mock_tools:\n  - name: find_order\n    description: Finds an order\n    mock_data:\n      - input: {id: 1}\n        output: {status: "sent", items: [1, 2]}\n',
];

const byKey = (text: string) => /^(?:- )?(\w+)/.exec(text)?.[1] ?? '';

/** Parts with one mistake or two, in place of the right one for the same key, or beside the rest. */
const wrong = [
  'nmae: Front desk\n',
  'name: "Front desk\n',
  'name：Front desk\n',
  'name Front desk\n',
  'description: # Role\n  You are Mia.\n  ## Task\n  Be kind.\n',
  'description: | You are Mia.\n  Be kind.\n',
  'description: |\n    # Role\n  You are Mia.\n',
  'description: |\n\tYou are Mia.\n\tBe kind.\n',
  'description: **Role** You are Mia.\n',
  'description: You are Mia.\n  Rules: be kind.\n',
  'description: |\nRole: You are Mia.\nGoal: be kind\n- Never lie\n',
  'prompt: You answer.\n',
  'project: "42"\n',
  'project: 042\n',
  'language: fil\n',
  'language: en-US\n',
  'contact_number: "+14155550123"\n',
  'phone_number: "+1 (415) 555-0123"\n',
  'vapi_api_key: abc123\n',
  'webhook_url: https:/hooks.example.com\n',
  'telephony:\n  inbound: yes\n  phone_number: "0049 (0) 30 1234567"\n',
  'telephony: {inbound: true phone_number: "+14155550123"}\n',
  'telephony: {\n"inbound": true,\n"phone_number": "+14155550123"\n}\n',
  'telephony:\n    inbound: true\n  phone_number: "+1 415 555 0123 ext. 12"\n  sip_uri: SIP://a@b.example\n',
  'telephony:\n  inbound: true\n  inbound: true\n  outbound_numbers: "+14155550123"\n',
  'provider:\n  type: livekit\n  api_key: ${secret:k}\n  credentials:\n    config:\n      api_secret: ${secret:s}\n      ulr: wss://a.example\n',
  'provider:\n  type: vapi\n  agent_id: a\n  credentials:\n    api_key: abc123\n    config:\n      url: wss://a.example\n',
  'provider:\n  type: vappi\n  agent_id: !env_var AGENT\n',
  'provider:\n  credentials:\n    api_key: ${ENV:K}\n  type: vapi\n  agent_id: a\n',
  'dynamic_variables:\n  - name: order-id\n  - nmae: guest\n    description: Who: calls\n',
  'dynamic_variables:\n  - foo: 1\n',
  '- mock_tools:\n  - name: find_order\n',
  'mock_tools:\n  - name: book.appointment\n    mock_data:\n      - input: {id: 01234}\n        output: {a: 1e400, b: .inf}\n',
  'mock_tools:\n  -   name: a\n    description: b\n',
  'mock_tools:\n  - name: a\n    mock_data:\n      - input: {}\n        output: {\n  "status": "sent",\n  "items": [\n    1\n  ]\n}\n',
  'mock_tools: [ {\n  name: find_order\n} ]\n',
  '// a note\nemail_id: a@example.com\n',
  'email_id:\u00a0a@example.com\n',
  'id: abc\n',
  'description: |\n# Role\nYou are Mia.\n## Task\nBe kind.\n',
  'description: |\n  You are Mia.\n# Task\n  Be kind: always.\n',
  'description: You are Mia.\n- Never lie\n- Be kind\n',
  'description: You do this\n  - greet: hi\n  - ask\n',
  'description: # Role\n  You are Mia.\n',
  'description: \u201cYou answer.\u201d\n',
  'first_message: Hello.\n',
  'language: en,\n',
  'language = en\n',
  'outbound: true\n',
  'webhook_url: none\n',
  'webhook_url: https://https://hooks.example.com,\n',
  'telephony:\n  inbound: true,\n  phone_number: "+14155550123",\n',
  'telephony:\n  phone_number: "\u202a+49 030 1234567"\n  sip_uri: "voip:100@pbx"\n',
  'telephony:\n  outbound_numbers:\n    • "+14155550123"\n    • "+14155550124"\n',
  'telephony:\n  outbound_numbers:\n    -"+14155550123"\n    -"+14155550124"\n',
  'telephony:\n/* ours */\n  inbound: true\n',
  'provider:\n  type: vapi\n  agentId: {{ agent }}\n  credentials:\n    api_key: %KEY%\n',
  'provider:\n  type: vapi\n  agent_id: "a\u200b"\n  credentials:\n    api_key: ${env:K\n    config:\n{\n  "public_key": "pk"\n}\n',
  'mock_tools:\n  -name: a\n   description: b\n',
  'mock_tools:\n  * name: a\n  * name: b\n',
  'mock_tools:\n  - name: a\n    description: |\nFinds it: always.\nNever guesses.\n    mock_data: []\n',
  'mock_tools:\n  - name: a\n    mock_data:\n      - input: {"id": {{order_id}}}\n        output:\n{\n  "status": "sent"\n}\n',
  'mock_tools:\n[\n  {\n    "name": "a" /* first */\n  }\n]\n',
  'mock_tools: [{/* ours */ "name": /* short */ "a", "mock_data": [] /* none */}]\n',
  'telephony:\n  inbound: true // yes\n  phone_number: /* main */ "+14155550123"\n',
  'description: ||\n  You are Mia.\n',
  'description: |>\n  You are Mia.\n',
  'description: | | a | b |\n  |---|---|\n',
  'description: > You are Mia.\n  > Be kind.\n',
  'description: You are Mia.\n---\nBe kind.\n---\n  Never lie.\n',
  'description: |\n---\ntitle: Mia\n---\nYou are Mia.\n',
  'description: You are Mia.\nRules: be kind\nGoal:\n- help\n',
];

/** A spec with one part that is wrong. */
export interface MistakenSpec {
  text: string;
  /** Where the wrong part stands, in UTF-16 offsets. */
  start: number;
  end: number;
}

/** Right parts in any order with one that is wrong among them. */
export const mistakenSpec: fc.Arbitrary<MistakenSpec> = fc
  .tuple(fc.constantFrom(...wrong), fc.shuffledSubarray(right), fc.nat())
  .map(([part, others, at]) => {
    const beside = others.filter((other) => byKey(other) !== byKey(part));
    const before = beside.slice(0, at % (beside.length + 1));
    const start = before.join('').length;
    const text = [...before, part, ...beside.slice(before.length)].join('');
    return { text, start, end: start + part.length };
  });

/** Parts of which several are wrong. */
export const mistakenSpecs: fc.Arbitrary<string> = fc
  .shuffledSubarray([...wrong, ...right], { maxLength: 9 })
  .map((parts) => parts.join(''));
