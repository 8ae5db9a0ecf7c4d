const defaultBaseUrl = 'https://api.cekura.ai';

export type BaseUrl = { url: string } | { problem: string };

/**
 * Where the API stands, without a slash at the end, or a sentence that says why nothing is sent.
 *
 * @param setting the setting `cekuraAgent.apiBaseUrl`, undefined when it is not set explicitly
 * @param variable the environment variable `CEKURA_API_URL`, which Cekura's own tools read too
 */
export function effectiveBaseUrl(
  setting: string | undefined,
  variable: string | undefined,
): BaseUrl {
  const sources = [
    { name: 'The setting cekuraAgent.apiBaseUrl', text: setting },
    { name: 'The environment variable CEKURA_API_URL', text: variable },
  ];
  const urls: string[] = [];
  for (const { name, text } of sources) {
    if (!text?.trim()) continue;
    const url = allowedUrl(text.trim());
    if (!url) {
      return {
        problem: `${name} must be an https: address (or http: on this machine) without a user name or query. Nothing is sent until you change it.`,
      };
    }
    urls.push(url);
  }
  const [url = defaultBaseUrl, other = url] = urls;
  if (url === other) return { url };
  return {
    problem:
      'The setting cekuraAgent.apiBaseUrl and the environment variable CEKURA_API_URL have different addresses. Nothing is sent until you remove one of them.',
  };
}

function allowedUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, origin, pathname, username, password, search, hash } = new URL(text);
  const encrypted = protocol === 'https:';
  const local = protocol === 'http:' && isLoopback(hostname);
  if (!(encrypted || local) || username || password || search || hash) return undefined;
  const last = [...pathname].findLastIndex((character) => character !== '/');
  return origin + pathname.slice(0, last + 1);
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Whether a host is this machine.
 *
 * @param hostname as `URL` writes it: short and hexadecimal IPv4 forms are already spelled out
 */
export function isLoopback(hostname: string): boolean {
  return loopback.test(hostname);
}
