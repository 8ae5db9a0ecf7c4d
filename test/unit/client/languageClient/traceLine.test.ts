import { expect, test } from 'vitest';
import { traceLine } from '../../../../client/src/languageClient/traceLine';

test.each<[name: string, traced: string, line: string]>([
  [
    'a request with its size',
    "Sending request 'textDocument/hover - (3)'.\nParams: {\n  hunter2\n}\n\n",
    "Sending request 'textDocument/hover - (3)', 23 characters",
  ],
  [
    'one without',
    "Sending request 'cekuraAgent/request - (3)'.",
    "Sending request 'cekuraAgent/request - (3)'",
  ],
  [
    'a notification',
    "Received notification '$/progress'.\nParams: hunter2",
    "Received notification '$/progress', 15 characters",
  ],
  [
    'a response that failed',
    "Received response 'textDocument/hover - (3)' in 5ms. Request failed: hunter2 (-32603).\nError data: hunter2",
    "Received response 'textDocument/hover - (3)' in 5ms, 19 characters",
  ],
  [
    'a response of ours',
    "Sending response 'workspace/configuration - (1)'. Processing request took 2ms. Request failed: hunter2 (1).",
    "Sending response 'workspace/configuration - (1)'. Processing request took 2ms",
  ],
  ['a line of another kind', 'hunter2 is the text', 'A message'],
  [
    'JSON with a method',
    '{"isLSPMessage":true,"type":"send-request","message":{"id":1,"method":"initialize","params":"hunter2"}}',
    'send-request initialize, 103 characters',
  ],
  [
    'JSON without one',
    '{"type":"receive-response","message":{"id":3,"result":"hunter2"}}',
    'receive-response (3), 65 characters',
  ],
])('%s', (_, traced, line) => {
  expect(traceLine(traced)).toBe(line);
});
