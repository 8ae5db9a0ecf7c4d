import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import express from 'express';
import { Agents } from './agents';
import { apiRouter } from './api';
import { Clock, type ClockOptions } from './clock';
import { controlRouter, pagesRouter } from './control';
import { type EditName, editAgent } from './edits';
import { Holds } from './holds';
import { Imports } from './imports';
import type { Fields } from './json';
import { present } from './presentation';
import type { Received } from './requests';
import { Switches } from './switches';

/** A Cekura API on this machine. Everything is in memory and gone when it is closed. */
export interface Sandbox {
  /** Where it listens, without a slash at its end. Its page for people is at `/sandbox/`. */
  url: string;
  /** What the API received, the first first. */
  requests: Received[];
  /** The agents as the API would give them. */
  readonly agents: Fields[];
  /** An agent as it is kept, with its secrets. Throws when there is none. */
  stored(id: number): Fields;
  /** Does to an agent what somebody else does. Throws when there is none. */
  edit(id: number, edit: EditName | Fields): void;
  /** Arms a fault for the next requests of a call, or for the next imports. */
  arm: Switches['arm'];
  /** Takes back every fault that still waits. */
  disarm(): void;
  /** Holds the answers of a call, whose requests are done, or the imports where they stand. */
  hold: Holds['hold'];
  /** Lets held imports go on by one stage, or the held answers go that wait now. */
  step: Holds['step'];
  /** Holds no longer what was held. */
  release: Holds['release'];
  /** Ends it at once, open connections and running imports included. */
  close(): Promise<void>;
}

interface SandboxOptions {
  /** 0 or none for a free one. */
  port?: number;
  /** How long a stage of an import and a piece of a slow answer take, in milliseconds (1,000). */
  stageMs?: number;
  /** That of this machine when left out. */
  clock?: ClockOptions;
}

/** Starts a sandbox on 127.0.0.1. Rejects when the port is taken. */
export async function startSandbox({
  port = 0,
  stageMs = 1_000,
  clock: options,
}: SandboxOptions = {}): Promise<Sandbox> {
  const clock = new Clock(options);
  const agents = new Agents(clock);
  const holds = new Holds();
  const imports = new Imports(stageMs, () => holds.pass('import'));
  const switches = new Switches();
  const requests: Received[] = [];
  const app = express();
  const server = createServer(app);
  const elsewhere = createServer(app);
  const setting = {
    clock,
    agents,
    imports,
    switches,
    holds,
    requests,
    stageMs,
    nextCourse: () => switches.nextCourse(),
    get url() {
      return urlOf(server);
    },
    get elsewhere() {
      return urlOf(elsewhere);
    },
  };
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.setHeader('date', clock.now.toUTCString());
    next();
  });
  app.use('/sandbox', controlRouter(setting));
  app.use(pagesRouter());
  app.use(apiRouter(setting));
  await listen(server, port);
  await listen(elsewhere, 0);

  return {
    url: setting.url,
    requests,
    get agents() {
      return agents.all.map((agent) => present(agent, setting.url));
    },
    stored: (id) => agents.find(id).fields,
    edit: (id, edit) => editAgent(agents, agents.find(id), edit),
    arm: (...armed) => switches.arm(...armed),
    disarm: () => switches.disarm(),
    hold: (what) => holds.hold(what),
    step: (what) => holds.step(what),
    release: (what) => holds.release(what),
    close: async () => {
      imports.close();
      await Promise.all([close(server), close(elsewhere)]);
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

function urlOf(server: Server): string {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The sandbox is closed.');
  return `http://127.0.0.1:${address.port}`;
}
