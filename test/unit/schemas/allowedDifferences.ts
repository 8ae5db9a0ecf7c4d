/** A difference between our schema and the contract that is meant. */
interface AllowedDifference {
  /** `provider({a,b}).x` stands for the path `x` of both types. */
  where: string[];
  difference: string;
  why: string;
}

const withKey = 'provider({vapi,retell,elevenlabs,bland,livekit,pipecat,synthflow})';
const withConfig = 'provider({livekit,pipecat,koreai,genesys})';
const withCredentials =
  'provider({vapi,retell,elevenlabs,bland,livekit,pipecat,synthflow,koreai,genesys})';
const withAgentId = 'provider({vapi,retell,elevenlabs,bland,synthflow})';
const chatWithConfig = 'chat({retell,bland,agentforce,self_hosted,amazon_connect})';

export const allowed: AllowedDifference[] = [
  // What the prose of the contract requires and its schema does not.
  {
    where: ['name', 'project'],
    difference: 'required none → yes',
    why: 'the prose of the contract asks for both',
  },
  {
    where: [`${withAgentId}.agent_id`],
    difference: 'required none → yes',
    why: 'with configure_from_provider there is nothing to import without it',
  },
  {
    where: [`${withCredentials}.credentials`, `${withKey}.credentials.api_key`],
    difference: 'required none → yes',
    why: 'the prose requires them of these providers',
  },
  {
    where: [`${withConfig}.credentials.config`, `${chatWithConfig}.config`],
    difference: 'required none → yes',
    why: 'a key in it is required',
  },
  {
    where: [`${withConfig}.credentials.config`, `${chatWithConfig}.config`],
    difference: 'type null → none',
    why: 'null lacks what is required in it',
  },
  {
    where: ['provider(pipecat).credentials.config.pipecat_agent_name'],
    difference: 'required none → yes',
    why: 'the prose requires it unless tracing_enabled is true',
  },
  {
    where: ['mock_tools[].name'],
    difference: 'required none → yes',
    why: 'the prose requires it unless an id stands',
  },
  {
    where: ['mock_tools[].served_via.mock_index'],
    difference: 'required none → yes',
    why: 'the prose requires it with type mcp',
  },
  {
    where: ['knowledge_base_files[].{file_name,content_base64}'],
    difference: 'required none → yes',
    why: 'without id and path nothing else says what the file is',
  },

  // What the prose tells of a value that the schema leaves open.
  {
    where: ['telephony.{sip_auth,websocket_auth}'],
    difference: 'type any → object',
    why: 'the prose gives username and password',
  },
  {
    where: [
      'telephony.sip_auth.{username,password}',
      'telephony.websocket_auth.{username,password}',
    ],
    difference: 'not in the contract',
    why: 'the prose gives username and password',
  },
  {
    where: ['mock_tools[].mock_data'],
    difference: 'type any → array',
    why: 'the prose gives a list of inputs and outputs',
  },
  {
    where: ['mock_tools[].mock_data[]'],
    difference: 'not in the contract',
    why: 'the prose gives a list of inputs and outputs',
  },
  {
    where: ['mock_tools[].name'],
    difference: 'maxLength 255 → 63',
    why: 'the prose says fewer than 64',
  },
  {
    where: [
      'provider({livekit,pipecat}).credentials.config.config',
      'provider(pipecat).credentials.config.room_properties',
    ],
    difference: 'type any → object, null',
    why: 'the prose calls them objects, and nothing refuses null',
  },
  {
    where: ['provider(self_hosted).credentials.config.{url,headers}', 'transcript_provider'],
    difference: 'not in the contract',
    why: 'named in the prose',
  },
  {
    where: ['{inbound,phone_number}'],
    difference: 'not in the contract',
    why: 'they stand in the request examples',
  },
  {
    where: ['chat(self_hosted).config.headers.Authorization'],
    difference: 'not in the contract',
    why: 'any header is allowed; this one is offered',
  },

  // What only newer documentation names.
  {
    where: [
      '{email_id,provider.redact_fields,telephony.sip_originating_region}',
      'provider({custom,}).credentials.config.trigger_url',
      'chat({vapi,elevenlabs}).config.agent_id',
      'provider({vapi,retell,elevenlabs,livekit,custom,}).credentials.config.trigger_secret',
      'provider({vapi,retell,elevenlabs,livekit,custom,}).credentials.config.trigger_secret_configured',
      'provider(cisco).credentials.config.{org_id,region,client_id,refresh_token}',
    ],
    difference: 'not in the contract',
    why: 'newer documentation has it',
  },
  {
    where: ['provider.chat_provider', 'mock_tools[].{mcp_server,subscriber_count,is_shared}'],
    difference: 'not in the contract',
    why: 'answers of newer servers carry it; it is never sent',
  },
  {
    where: ['mock_tools[].url', 'mock_tools[].served_via.url'],
    difference: 'not in the contract',
    why: 'answers carry it; it is never sent',
  },
  {
    where: ['provider(elevenlabs).credentials.config.elevenlabs_region'],
    difference: 'default none → us',
    why: 'newer documentation tells what is taken without it',
  },
  {
    where: [
      'provider(amazon_connect).credentials.config.region',
      'chat(amazon_connect).config.region',
    ],
    difference: 'default none → us-east-1',
    why: 'newer documentation tells what is taken without it',
  },
  {
    where: ['provider(koreai).credentials.config.host'],
    difference: 'default none → https://bots.kore.ai',
    why: 'newer documentation tells what is taken without it',
  },
  { where: ['language'], difference: 'enum none → kk, uz', why: 'newer documentation has them' },
  {
    where: ['provider.type'],
    difference: 'enum none → assemblyai, gemini_cx',
    why: 'newer documentation has them',
  },
  {
    where: ['provider.chat_agent_details.type'],
    difference: 'enum none → sierra',
    why: 'newer documentation has it',
  },
  {
    where: ['mock_tools_enabled'],
    difference: 'readOnly true → none',
    why: 'newer documentation lets it be written',
  },

  // What our files hold beyond the body.
  {
    where: ['id'],
    difference: 'readOnly true → none',
    why: 'it marks a created agent and is not sent',
  },
  {
    where: ['knowledge_base_files[].path'],
    difference: 'not in the contract',
    why: 'a local file, sent as file_name and content_base64',
  },
];
