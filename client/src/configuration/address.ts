import { apiBaseUrl } from './settings';

const dashboard = 'https://dashboard.cekura.ai';

const isCekura = ({ hostname }: URL) => /(?:^|\.)cekura\.ai$/.test(hostname);

/** Where people see what is at the address in force: Cekura's dashboard (later docs), or that address where it is not Cekura's. */
export function pagesUrl(): string {
  const url = addressInForce();
  return url === undefined || isCekura(url) ? dashboard : url.href.replace(/\/$/, '');
}

/** The host and port that agents are created at, where it is not Cekura's. */
export function otherHost(): string | undefined {
  const url = addressInForce();
  return url === undefined || isCekura(url) ? undefined : url.host;
}

/** A line that says where a question is about, where that is not Cekura; else empty. */
export function addressLine(): string {
  const host = otherHost();
  return host === undefined ? '' : `Address: ${host}, not Cekura.`;
}

function addressInForce(): URL | undefined {
  const base = apiBaseUrl();
  return 'url' in base ? new URL(base.url) : undefined;
}
