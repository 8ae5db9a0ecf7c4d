import type { ShownError } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { consequences } from './answerTable';
import type { Failure, FailureKind } from './reply';

/** What a message about a failed create can lead to. */
export type Offer = 'tryAgain' | 'setApiKey' | 'openCekura' | 'openSettings' | 'openProxySettings';

interface Row {
  /** What happened, a sentence without its full stop. */
  what: (failure: Failure) => string;
  /** What it means for a create and what to do. */
  create: (failure: Failure) => string;
  offer?: Offer;
}

const mayExist = () => 'The agent may exist. Check in Cekura before you create it again.';

const checkProxy = () =>
  'Not created. Check the settings http.proxy and http.proxyAuthorization, or HTTPS_PROXY in the environment.';

const table: Record<FailureKind, Row> = {
  cancelled: {
    what: () => 'Cancelled',
    create: () => 'Not created.',
  },
  unreachable: {
    what: ({ host, code }) => `Couldn't connect to Cekura at ${host} (${code})`,
    create: () => 'Not created. Check your network connection, then try again.',
    offer: 'tryAgain',
  },
  proxy: {
    what: ({ host, status, code }) =>
      status === undefined
        ? `Couldn't connect to the proxy ${host} (${code})`
        : `The proxy ${host} blocks Cekura (${status})`,
    create: checkProxy,
    offer: 'openProxySettings',
  },
  proxyRefused: {
    what: ({ host, status }) =>
      status === 407
        ? `The proxy ${host} needs a user name and password (407)`
        : `The proxy ${host} blocks Cekura (${status})`,
    create: checkProxy,
    offer: 'openProxySettings',
  },
  socksProxy: {
    what: ({ host }) => `The proxy ${host} is a SOCKS proxy, which isn't supported`,
    create: () =>
      'Not created. Set an HTTP proxy in http.proxy, or add the host of Cekura to http.noProxy.',
    offer: 'openProxySettings',
  },
  untrusted: {
    what: ({ host, code }) => `This machine doesn't trust the certificate of ${host} (${code})`,
    create: () => 'Not created. Check your network or proxy, then try again.',
    offer: 'tryAgain',
  },
  timeout: { what: () => "Cekura didn't answer in time", create: mayExist, offer: 'openCekura' },
  cut: {
    what: () => 'The connection to Cekura was lost before its answer arrived',
    create: mayExist,
    offer: 'openCekura',
  },
  answerTooLarge: {
    what: () => "Cekura's answer was too large to read",
    create: mayExist,
    offer: 'openCekura',
  },
  unreadable: {
    what: ({ status }) => `Cekura's answer (${status}) isn't valid`,
    create: mayExist,
    offer: 'openCekura',
  },
  redirect: {
    what: ({ host, target }) =>
      `${host} redirects${target ? ` to ${target}` : ''}, which isn't followed to keep your API key safe`,
    create: () => 'Not created. Check the setting cekuraAgent.apiBaseUrl.',
    offer: 'openSettings',
  },
  refused: {
    what: ({ status, said }) => `Cekura refused the request${said ? `: ${said}` : ` (${status})`}`,
    create: () => 'Not created.',
  },
  unauthorized: {
    what: () => "Cekura doesn't accept the API key",
    create: () => 'Not created. Set a valid key, then create again.',
    offer: 'setApiKey',
  },
  forbidden: {
    what: ({ said }) => `The API key has no permission for this${saying(said)}`,
    create: () => 'Not created. Check the project in the spec, or set a key of that project.',
    offer: 'setApiKey',
  },
  notFound: {
    what: ({ host, said }) => `${host} answered "not found"${saying(said)}`,
    create: () =>
      'Not created. Check the project in the spec and the setting cekuraAgent.apiBaseUrl.',
    offer: 'openSettings',
  },
  gone: {
    what: ({ host }) => `The account at ${host} has no such agent`,
    create: () => 'Not created.',
  },
  conflict: {
    what: ({ said }) => `The project already has this assistant${saying(said)}`,
    create: () => 'Not created. Use that agent, or another project.',
    offer: 'openCekura',
  },
  bodyTooLarge: {
    what: () => 'The spec and its files are too large for Cekura',
    create: () => 'Not created. Shorten the spec or remove files, then create again.',
  },
  rateLimited: {
    what: () => 'Cekura got too many requests from this account',
    create: ({ retryAfterS }) => `Not created. Try again ${inWords(retryAfterS)}.`,
    offer: 'tryAgain',
  },
  serverError: {
    what: ({ status, said }) => `Cekura had an internal error (${status})${saying(said)}`,
    create: mayExist,
    offer: 'openCekura',
  },
  unexpected: {
    what: ({ status, said }) => `Cekura gave an unexpected answer (${status})${saying(said)}`,
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

/** Whether a call that failed may have been done all the same: an agent made or changed. */
export function mayBeDone({ kind }: Failure): boolean {
  return consequences[kind].done === 'unknown';
}

/** Whether other calls would most likely fail in the same way. */
export function failsAllCalls({ kind }: Failure): boolean {
  return consequences[kind].isForAll === true;
}

/** What happened to a create, what it means and what to do, and the action that helps. */
export function createFailed(failure: Failure): { message: string; offer: Offer | undefined } {
  const { create, offer } = table[failure.kind];
  return { message: `${whatHappened(failure)} ${create(failure)}`, offer };
}

/** Fields that a message names; the others are in Problems. */
const mostNamed = 20;

/** What is said of a spec in which Cekura refused fields: which, each once. */
export function fieldsRefused(errors: readonly Pick<ShownError, 'field'>[]): string {
  const fields = [...new Set(errors.map(({ field }) => field))].filter((field) => field !== '');
  const named = fields.slice(0, mostNamed).map((field) => `\`${plainText(field, 80)}\``);
  const more = fields.length - named.length;
  const list = [...named, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
  return `Cekura refused the spec. Correct the ${fields.length === 1 ? 'field' : 'fields'} ${list}.`;
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
