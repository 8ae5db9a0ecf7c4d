/** Keys that hold lists of maps, wherever they stand. */
export const listKeys: ReadonlySet<string> = new Set([
  'dynamic_variables',
  'knowledge_base_files',
  'mock_data',
  'mock_tools',
]);

/** Keys that hold maps, wherever they stand. */
export const mapKeys: ReadonlySet<string> = new Set([
  'chat_agent_details',
  'config',
  'credentials',
  'headers',
  'input',
  'provider',
  'room_properties',
  'served_via',
  'sip_auth',
  'telephony',
  'websocket_auth',
]);

/** Keys that stand beside a `description`. */
export const keysBesideText: ReadonlySet<string> = new Set([
  'agent_speaks_first',
  'description',
  'dynamic_variables',
  'email_id',
  'freetext_params',
  'id',
  'inbound',
  'knowledge_base_files',
  'language',
  'mock_data',
  'mock_tools',
  'mock_tools_enabled',
  'name',
  'phone_number',
  'predefined_metrics',
  'project',
  'provider',
  'served_via',
  'telephony',
  'transcript_provider',
  'webhook_secret',
  'webhook_url',
]);
