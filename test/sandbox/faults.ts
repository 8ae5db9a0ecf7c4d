import { type Answer, detail, htmlPage } from './answer';
import type { EditName } from './edits';
import type { Fields } from './json';
import {
  after,
  asSent,
  changed,
  cutOff,
  hangUp,
  type Spoil,
  send,
  slowly,
  stayingSilent,
} from './sending';

/** A way in which a call goes wrong. */
export interface Fault {
  /** What the caller gets, for the sandbox's page. */
  title: string;
  /** Answered in the place of the call: nothing is done. Takes the same URL at another origin. */
  instead?: Answer | ((elsewhere: string) => Answer);
  /** What becomes of the answer, of a call that is done unless another stands in its place. */
  spoil?: Spoil;
  /** What somebody else does to the agent of the call just before or just after it is done: see `editAgent`. */
  meanwhile?: { when: 'before' | 'after'; edit: EditName | Fields };
  /** Fields of the body that are silently not taken. */
  notTaken?: string[];
}

const wrongFields = {
  name: ['An agent with this name already exists in the project.'],
  provider: { credentials: { api_key: ['The provider does not know this key.'] } },
};

const v1Fields = {
  inbound: ['This field is required.'],
  assistant_id: ['This assistant does not exist.'],
  vapi_data: { public_key: ['This key is not valid.'] },
};

const retrySoon = { 'retry-after': '1' };
const tenMegabytes = Buffer.alloc(10 * 1024 * 1024, ' ');

/** Every way in which a call can go wrong, by the name it is armed by. */
export const faults = {
  'bad-request': { title: '400', instead: { status: 400, body: wrongFields } },
  unauthorized: { title: '401', instead: detail(401, 'Invalid API key.') },
  forbidden: {
    title: '403',
    instead: detail(403, 'You do not have permission to perform this action.'),
  },
  'not-found': { title: '404', instead: detail(404, 'Not found.') },
  conflict: {
    title: '409',
    instead: detail(409, 'This assistant is already imported into the project.'),
  },
  'too-large': { title: '413', instead: htmlPage(413, 'Request Entity Too Large') },
  'rate-limited': {
    title: '429 with Retry-After',
    instead: { ...detail(429, 'Request was throttled.'), headers: retrySoon },
  },
  'rate-limited-without-hint': {
    title: '429 without Retry-After',
    instead: detail(429, 'Request was throttled.'),
  },
  'server-error': { title: '500', instead: htmlPage(500, 'Server Error') },
  'bad-gateway': { title: '502', instead: htmlPage(502, 'Bad Gateway') },
  unavailable: {
    title: '503 with Retry-After',
    instead: { ...htmlPage(503, 'Service Unavailable'), headers: retrySoon },
  },
  'unavailable-without-hint': {
    title: '503 without Retry-After',
    instead: htmlPage(503, 'Service Unavailable'),
  },
  'html-page': { title: '200 with an HTML page', instead: htmlPage(200, 'Welcome to the Wi-Fi') },
  'empty-object': { title: '200 with {}', instead: { status: 200, body: {} } },
  redirect: {
    title: '307 to another origin',
    instead: (elsewhere) => ({ status: 307, body: null, headers: { location: elsewhere } }),
  },
  'see-other': {
    title: '303, but done',
    spoil: (response) =>
      send(response, asSent({ status: 303, body: null, headers: { location: '/' } })),
  },
  processing: { title: '102 before the answer', spoil: after(102) },
  'early-hints': { title: '103 before the answer', spoil: after(103) },
  'partial-content': { title: '206, but done', spoil: changed(() => ({ status: 206 })) },
  'not-modified': {
    title: '304, but done',
    spoil: (response) => void response.writeHead(304).end(),
  },
  'v1-names': {
    title: '400 with names of the older API',
    instead: { status: 400, body: v1Fields },
  },
  'gateway-timeout': {
    title: '504, but done',
    spoil: (response) => send(response, asSent(htmlPage(504, 'Gateway Timeout'))),
  },
  'invalid-json': {
    title: 'Half of the JSON',
    spoil: changed(({ bytes }) => ({ bytes: bytes.subarray(0, bytes.length / 2) })),
  },
  'wrong-content-type': {
    title: 'JSON as text/plain',
    spoil: changed(() => ({ headers: { 'content-type': 'text/plain' } })),
  },
  'huge-answer': {
    title: '10 MB answer',
    spoil: changed(({ bytes }) => ({ bytes: Buffer.concat([bytes, tenMegabytes]) })),
  },
  'slow-drip': { title: 'Slow answer, byte by byte', spoil: slowly },
  silence: { title: 'No answer', spoil: stayingSilent },
  lost: {
    title: 'No answer, nothing done',
    instead: { status: 200, body: null },
    spoil: stayingSilent,
  },
  reset: { title: 'Connection reset during the answer', spoil: cutOff },
  'hang-up': { title: 'Connection closed before the answer', spoil: hangUp },
  'edited-before': {
    title: 'Agent changed just before',
    meanwhile: { when: 'before', edit: 'change-prompt' },
  },
  'edited-after': {
    title: 'Agent changed just after',
    meanwhile: { when: 'after', edit: 'change-prompt' },
  },
  'not-taken': {
    title: 'Language and tools ignored',
    notTaken: ['language', 'mock_tools'],
  },
} satisfies Record<string, Fault>;

/** The name of a way in which a call can go wrong. */
export type FaultName = keyof typeof faults;
