import express, { type Request, type Response, type Router } from 'express';
import type { Agents } from './agents';
import { type Answer, htmlPage, Refusal } from './answer';
import type { Clock } from './clock';
import { editAgent } from './edits';
import { refusalOf } from './entrance';
import type { Fault } from './faults';
import type { Holds } from './holds';
import { isFields } from './json';
import { type Received, readBody } from './requests';
import { type CallName, type Route, routes } from './routes';
import { asSent, type Sent, send } from './sending';
import type { Switches } from './switches';
import type { World } from './world';

/** What the app needs from the sandbox it belongs to. */
export interface Setting extends World {
  clock: Clock;
  switches: Switches;
  holds: Holds;
  /** Every request is added here. */
  requests: Received[];
  /** The URL of the other origin, without a slash at its end. */
  readonly elsewhere: string;
  /** Pause between the pieces of a slow answer, in milliseconds. */
  stageMs: number;
}

/** Makes the router that answers the API's calls, or the fault that is armed for them. */
export function apiRouter(setting: Setting): Router {
  // The slash at the end is part of every path.
  const router = express.Router({ strict: true, caseSensitive: true });
  router.use(express.text({ type: () => true, limit: '200mb' }));
  for (const route of routes) {
    router[route.method](route.path, (request, response) =>
      answer(route, setting, request, response),
    );
  }
  router.use((request, response) => {
    note(null, setting, request, response);
    send(response, asSent(htmlPage(404, 'Not Found')));
  });
  return router;
}

async function answer(route: Route, setting: Setting, request: Request, response: Response) {
  const { body } = note(route.call, setting, request, response);
  const fault = setting.switches.faultFor(route.call);
  const sendOrSpoil = async (sent: Sent) => {
    await setting.holds.pass(route.call);
    if (fault?.spoil) await fault.spoil(response, sent, setting.stageMs);
    else send(response, sent);
  };
  if (fault?.instead) {
    const { instead } = fault;
    const elsewhere = setting.elsewhere + request.originalUrl;
    await sendOrSpoil(asSent(typeof instead === 'function' ? instead(elsewhere) : instead));
    return;
  }
  const { params, query } = request;
  const call = { params, query, body: without(body ?? {}, fault?.notTaken) };
  somebodyEdits(setting.agents, params.id, fault, 'before');
  const done = refusalOf(request, body) ?? orRefusal(() => route.handle(call, setting));
  somebodyEdits(setting.agents, params.id, fault, 'after');
  await sendOrSpoil(asSent(done));
}

function somebodyEdits(
  agents: Agents,
  id: unknown,
  fault: Fault | undefined,
  when: 'before' | 'after',
): void {
  const agent = agents.all.find((one) => one.id === Number(id));
  if (agent && fault?.meanwhile?.when === when) editAgent(agents, agent, fault.meanwhile.edit);
}

const without = (body: unknown, keys: string[] = []): unknown =>
  isFields(body)
    ? Object.fromEntries(Object.entries(body).filter(([key]) => !keys.includes(key)))
    : body;

function note(call: CallName | null, setting: Setting, request: Request, response: Response) {
  const received: Received = {
    call,
    method: request.method,
    path: request.originalUrl,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: readBody(typeof request.body === 'string' ? request.body : ''),
    status: null,
  };
  setting.requests.push(received);
  response.once('finish', () => {
    received.status = response.statusCode;
  });
  return received;
}

function orRefusal(handle: () => Answer): Answer {
  try {
    return handle();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}
