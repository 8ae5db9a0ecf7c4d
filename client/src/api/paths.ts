/** Where agents are created and listed, from the base URL on (contract). */
export const agentsPath = '/test_framework/v2/aiagents/';
