import { consequences } from './answerTable';

/** Everything but the wanted answer that can come of a call. */
export interface Failure {
  kind: FailureKind;
  /** Host and port that were called, or those of the proxy that failed. */
  host: string;
  /** HTTP status, when there was an answer. */
  status?: number;
  /** Node's or undici's code for what happened to the connection, such as `ECONNREFUSED`. */
  code?: string;
  /** What the answer says, as plain text. */
  said?: string;
  /** Seconds from now, from the header `Retry-After`. */
  retryAfterS?: number;
  /** Host that a redirect points at. */
  target?: string;
  /** How many times the call was sent before it was given up. */
  attempts?: number;
}

export type FailureKind =
  | 'cancelled'
  | 'unreachable'
  | 'proxy'
  | 'proxyRefused'
  | 'socksProxy'
  | 'untrusted'
  | 'timeout'
  | 'cut'
  | 'answerTooLarge'
  | 'unreadable'
  | 'redirect'
  | 'refused'
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'bodyTooLarge'
  | 'rateLimited'
  | 'serverError'
  | 'unexpected';

/** What a message about a failed create can lead to. */
export type Offer = 'tryAgain' | 'setApiKey' | 'openCekura' | 'openSettings' | 'openProxySettings';

interface Row {
  /** What happened, a sentence without its full stop. */
  what: (failure: Failure) => string;
  /** What it means for a create and what to do. */
  create: (failure: Failure) => string;
  offer?: Offer;
}

const mayExist = () =>
  'The agent may have been created: look in Cekura before you send the spec again.';

const checkProxy = () =>
  'Nothing was sent: check the settings http.proxy and http.proxyAuthorization, or HTTPS_PROXY in the environment.';

const table: Record<FailureKind, Row> = {
  cancelled: {
    what: () => 'Cancelled',
    create: () => 'No agent was created.',
  },
  unreachable: {
    what: ({ host, code }) => `Cekura could not be reached at ${host} (${code})`,
    create: () => 'Nothing was sent: check the network connection and try again.',
    offer: 'tryAgain',
  },
  proxy: {
    what: ({ host, status, code }) =>
      status === undefined
        ? `The proxy ${host} could not be used (${code})`
        : `The proxy ${host} does not let calls through to Cekura (${status})`,
    create: checkProxy,
    offer: 'openProxySettings',
  },
  proxyRefused: {
    what: ({ host, status }) =>
      status === 407
        ? `The proxy ${host} asks for a login (407)`
        : `The proxy ${host} does not let calls through to Cekura (${status})`,
    create: checkProxy,
    offer: 'openProxySettings',
  },
  socksProxy: {
    what: ({ host }) => `The proxy ${host} speaks SOCKS, which is not supported`,
    create: () =>
      'Nothing was sent: name an HTTP proxy in the setting http.proxy, or the host of Cekura in http.noProxy.',
    offer: 'openProxySettings',
  },
  untrusted: {
    what: ({ host, code }) => `This machine does not trust the certificate of ${host} (${code})`,
    create: () => 'Nothing was sent: check the network or its proxy and try again.',
    offer: 'tryAgain',
  },
  timeout: { what: () => 'Cekura did not answer in time', create: mayExist, offer: 'openCekura' },
  cut: {
    what: () => 'The connection broke before the whole answer of Cekura had arrived',
    create: mayExist,
    offer: 'openCekura',
  },
  answerTooLarge: {
    what: () => 'The answer was too large to be one of Cekura, and was not read',
    create: mayExist,
    offer: 'openCekura',
  },
  unreadable: {
    what: ({ status }) => `The answer of Cekura (${status}) could not be understood`,
    create: mayExist,
    offer: 'openCekura',
  },
  redirect: {
    what: ({ host, target }) =>
      `${host} redirects${target ? ` to ${target}` : ''}, which is not followed because the API key would go along`,
    create: () => 'No agent was created: check the setting cekuraAgent.apiBaseUrl.',
    offer: 'openSettings',
  },
  refused: {
    what: ({ said }) => `Cekura refused what was sent${saying(said)}`,
    create: () => 'No agent was created: change what it says and create again.',
  },
  unauthorized: {
    what: () => 'Cekura does not accept the API key',
    create: () => 'No agent was created: set a key that is valid, then create it again.',
    offer: 'setApiKey',
  },
  forbidden: {
    what: ({ said }) => `The API key may not do this${saying(said)}`,
    create: () =>
      'No agent was created: check the project in the spec, or set a key of that project.',
    offer: 'setApiKey',
  },
  notFound: {
    what: ({ host, said }) => `${host} answered "not found"${saying(said)}`,
    create: () =>
      'No agent was created: check the project in the spec and the setting cekuraAgent.apiBaseUrl.',
    offer: 'openSettings',
  },
  conflict: {
    what: ({ said }) => `This assistant is already in the Cekura project${saying(said)}`,
    create: () => 'No agent was created: use the one that is there, or name another project.',
    offer: 'openCekura',
  },
  bodyTooLarge: {
    what: () => 'The spec with its files is larger than Cekura takes',
    create: () => 'No agent was created: shorten it or leave out files, then create it again.',
  },
  rateLimited: {
    what: () => 'Cekura has had too many requests from this account',
    create: ({ retryAfterS }) => `No agent was created: try again ${inWords(retryAfterS)}.`,
    offer: 'tryAgain',
  },
  serverError: {
    what: ({ status, said }) => `Cekura had an error of its own (${status})${saying(said)}`,
    create: mayExist,
    offer: 'openCekura',
  },
  unexpected: {
    what: ({ status, said }) => `Cekura answered in an unexpected way (${status})${saying(said)}`,
    create: mayExist,
    offer: 'openCekura',
  },
};

/** What happened, as a sentence that goes for every call. */
export function whatHappened(failure: Failure): string {
  const { kind, attempts = 1 } = failure;
  const tried = attempts > 1 ? ` Tried ${attempts} times.` : '';
  return `${sentence(table[kind].what(failure))}${tried}`;
}

/** Whether the agent of a create that failed may exist all the same. */
export function mayBeCreated({ kind }: Failure): boolean {
  return consequences[kind].agent === 'unknown';
}

/** What happened to a create, what it means and what to do, and the action that helps. */
export function createFailed(failure: Failure): { message: string; offer: Offer | undefined } {
  const { create, offer } = table[failure.kind];
  return { message: `${whatHappened(failure)} ${create(failure)}`, offer };
}

/** A waiting time as people say it: `in 30 seconds`, `in 2 minutes`; `in a minute` when Cekura names none. */
export function inWords(seconds: number | undefined): string {
  if (seconds === undefined) return 'in a minute';
  const [amount, unit] =
    seconds < 90
      ? [Math.max(1, Math.ceil(seconds)), 'second']
      : seconds < 5400
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3600), 'hour'];
  return `in ${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

const saying = (said: string | undefined) => (said ? `: ${said}` : '');
/** A text with a full stop at its end, if it has no other sign there. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
