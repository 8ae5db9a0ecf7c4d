import type { Agent } from './agents';
import { asFields, type Fields, isFields, listOf } from './json';

/** What a response never returns: by Cekura's description of the API, and newer ones of the same kind. */
const secrets = [
  ...['api_key', 'api_secret', 'webhook_secret', 'client_secret', 'websocket_secret'],
  ...['trigger_secret', 'refresh_token', 'encrypted_key', 'agent_token', 'password'],
];

/** Gives the agent as the API answers it: without secrets, with its read-only fields. */
export function present({ id, fields, createdAt, updatedAt }: Agent, url: string): Fields {
  const { webhook_secret, predefined_metrics, mock_tools, dynamic_variables, ...rest } = fields;
  return {
    name: '',
    description: '',
    language: 'en',
    agent_speaks_first: null,
    ...rest,
    id,
    telephony: { inbound: false, sip_uri: null, ...asFields(withoutSecrets(fields.telephony)) },
    provider: presentProvider(asFields(fields.provider)),
    knowledge_base_files: listOf(fields.knowledge_base_files).map((file) =>
      presentFile(file, id, url),
    ),
    enabled_personalities: [],
    webhook_secret_configured: String(typeof webhook_secret === 'string' && webhook_secret !== ''),
    mock_tools: listOf(mock_tools).map((tool) => presentTool(tool, id, url)),
    mock_tools_enabled: false,
    mock_tools_provider: null,
    dynamic_variables: listOf(dynamic_variables),
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

function presentProvider({ configure_from_provider, ...provider }: Fields): unknown {
  return withoutSecrets(provider);
}

function presentTool(tool: Fields, agentId: number, url: string): Fields {
  const { freetext_params, served_via, ...shown } = tool;
  const { type = 'direct', mock_index } = asFields(served_via);
  const agentUrl = `${url}/test_framework/v1/aiagents/${agentId}`;
  const route =
    type === 'mcp'
      ? { type, mock_index, url: `${agentUrl}/mcp/${mock_index}/` }
      : { type, url: `${agentUrl}/tool/${tool.name}/` };
  return {
    description: '',
    mock_data: [],
    mcp_server: null,
    is_shared: false,
    subscriber_count: 0,
    ...shown,
    served_via: route,
  };
}

function presentFile({ id, file_name, name, content_base64 }: Fields, agent: number, url: string) {
  const shownName = String(file_name ?? name ?? '');
  const content = typeof content_base64 === 'string' ? content_base64.replace(/^data:.*,/, '') : '';
  return {
    id,
    agent,
    file_name: shownName,
    file_type: shownName.replace(/^.*\./, ''),
    file_size: Buffer.from(content, 'base64').length,
    file_url: `${url}/files/${agent}/${encodeURIComponent(shownName)}`,
  };
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isFields(value)) return value;
  const shown = Object.entries(value)
    .filter(([key]) => !secrets.includes(key))
    .map(([key, inner]) => [key, withoutSecrets(inner)]);
  const configured = 'trigger_secret' in value && { trigger_secret_configured: true };
  return { ...Object.fromEntries(shown), ...configured };
}
