import type { AskServer } from '../../../shared/src/messages';
import { readAgent } from '../api/cekuraApi';
import { failsAllCalls } from '../api/failure';
import type { Connection } from '../api/http';
import { patiently } from '../api/patiently';
import type { Failure } from '../api/reply';
import type { ComparedSpec } from './comparedSpec';
import { writeAgentSpec } from './newSpecFile';
import { rememberCommon } from './rememberCommon';
import type { Bases } from './rememberedBase';

/** What came of an agent: the path of its spec, why Cekura did not give it, or what Node says of the folder. */
export type WrittenSpec = { id: number } & Written;

type Written = { path: string } | { failure: Failure } | { error: unknown };

/** What writing specs needs. */
interface WriteServices {
  connection: Connection;
  ask: AskServer;
  bases: Bases;
  /** Where a new spec is, and where its placeholders get their values. */
  specAt(path: string): Pick<ComparedSpec, 'uri' | 'sources'>;
  /** Is told of each agent before it is read. */
  starting(id: number, index: number): void;
}

/** Writes specs of agents into a folder, one after the other. What fails stops the rest only if all calls would fail. */
export async function* writeSpecs(
  ids: readonly number[],
  folder: string,
  services: WriteServices,
): AsyncGenerator<WrittenSpec> {
  let hopeless: { failure: Failure } | undefined;
  for (const [index, id] of ids.entries()) {
    services.starting(id, index);
    const written: Written = hopeless ?? (await writeSpec(id, folder, services));
    if ('failure' in written && failsAllCalls(written.failure)) hopeless = written;
    yield { id, ...written };
  }
}

async function writeSpec(id: number, folder: string, services: WriteServices): Promise<Written> {
  const { connection, ask, specAt } = services;
  const reply = await patiently(() => readAgent(connection, id));
  if (reply.kind !== 'agent') return { failure: reply };
  const agent = reply.agent.compared;
  try {
    const { path, text } = await writeAgentSpec(folder, agent, id, ask);
    const spec = { ...specAt(path), text, agentId: id };
    await rememberCommon(spec, { agent, base: null, connection }, services);
    return { path };
  } catch (error) {
    return { error };
  }
}
