import type { CekuraMessages, SpecVersion } from '../../../shared/src/messages';
import { changedLines } from '../base/textDiff';
import { SpecDocument } from '../document/specDocument';
import { agentIdOf, previewOf, requestOf } from '../request/request';
import { writeId } from '../request/writeId';
import { errorRangesOf, unfilledRangesOf } from '../rules';
import { providerOf } from '../schema/catalog';
import { agentSpec, commonOf, compareSpec, pull, updateOf } from '../sync';
import { agentWithoutSecrets } from '../sync/agentWithoutSecrets';

/** What can be answered by the texts of specs alone. */
type Answered = Omit<CekuraMessages, 'cekuraAgent/createErrors'>;

export type Answers = {
  [Method in keyof Answered]: (params: Answered[Method]['params']) => Answered[Method]['result'];
};

/**
 * The answers to `CekuraMessages`.
 *
 * @param open gives the spec at an address; throws when it is not open
 */
export function answers(open: (uri: string) => SpecDocument): Answers {
  const versionOf = ({ text, textDocument: { uri } }: SpecVersion) =>
    text === undefined ? open(uri) : SpecDocument.create(uri, 0, text);
  return {
    'cekuraAgent/request': (params) => withErrors(versionOf(params), requestOf),
    'cekuraAgent/preview': ({ textDocument }) => withErrors(open(textDocument.uri), previewOf),
    'cekuraAgent/agentId': ({ textDocument }) => agentIdOf(open(textDocument.uri)),
    'cekuraAgent/writeId': ({ textDocument, id }) => {
      const document = open(textDocument.uri);
      return { version: document.version, edits: writeId(document, id) };
    },
    'cekuraAgent/compare': (params) => compareSpec(versionOf(params), params),
    'cekuraAgent/common': (params) => commonOf(versionOf(params), params, params),
    'cekuraAgent/update': (params) => updateOf(versionOf(params), params, params),
    'cekuraAgent/pull': ({ textDocument, agent, fields, filled }) => {
      const document = open(textDocument.uri);
      const isBroken = document.parsed.problems.length > 0;
      const pulled = pull(document, agent, isBroken ? [] : fields, filled);
      const edits = changedLines(document.text, pulled.text).map(({ newText, ...span }) => ({
        range: document.rangeOf(span),
        newText,
      }));
      return { ...pulled, version: document.version, edits, isBroken };
    },
    'cekuraAgent/isImportable': ({ textDocument }) =>
      providerOf(open(textDocument.uri).choice.provider)?.flags.configure_from_provider !==
      undefined,
    'cekuraAgent/withoutSecrets': ({ agent }) => agentWithoutSecrets(agent),
    'cekuraAgent/agentSpec': ({ agent, withSecrets }) => agentSpec(agent, { withSecrets }),
  };
}

function withErrors<Request>(document: SpecDocument, requestFor: (spec: SpecDocument) => Request) {
  return {
    ...requestFor(document),
    errors: errorRangesOf(document),
    unfilled: unfilledRangesOf(document),
  };
}
