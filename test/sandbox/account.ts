/** The projects every key sees. Bodies may name others too: the contract's examples do. */
export const projects = [
  { id: 42, name: 'Support line' },
  { id: 43, name: 'Sales' },
];

/** The assistants of the account at each provider that the API can list (Later). */
export const assistants = Object.fromEntries(
  ['vapi', 'retell', 'elevenlabs', 'synthflow', 'bland'].map((provider) => [
    provider,
    [
      { id: `${provider}_front_desk`, name: 'Front desk', kind: 'assistant', channel: 'voice' },
      { id: `${provider}_billing`, name: 'Billing', kind: 'assistant', channel: 'voice' },
    ],
  ]),
);

/** A few of the metrics that are predefined (Later). */
export const predefinedMetrics = [
  {
    id: 1,
    name: 'Latency',
    description: 'How long the agent takes to answer.',
    code: 'latency',
    category: 'speech',
  },
  {
    id: 2,
    name: 'Interruptions',
    description: 'How often the agent speaks over the caller.',
    code: 'interruptions',
    category: 'speech',
  },
  {
    id: 3,
    name: 'Expected outcome',
    description: 'Whether the call ended as the scenario wants.',
    code: 'expected_outcome',
    category: 'accuracy',
  },
];

/** Keys that are refused, by how they begin; any other key is accepted. */
export const refusedKeys = [
  { prefix: 'revoked', status: 401, text: 'Invalid API key.' },
  { prefix: 'expired', status: 401, text: 'This API key has expired.' },
  {
    prefix: 'forbidden',
    status: 403,
    text: 'You do not have permission to perform this action.',
  },
];
