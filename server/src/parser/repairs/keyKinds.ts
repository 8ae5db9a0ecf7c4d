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
