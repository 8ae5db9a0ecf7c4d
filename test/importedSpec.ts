/** A spec whose agent is imported from its provider. */
export const importedSpec = (agentId: string) => `project: 42
provider:
  type: retell
  agent_id: ${agentId}
  configure_from_provider: true
  credentials:
    api_key: key-of-retell
`;
