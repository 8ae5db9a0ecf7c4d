/** Where agents are created and listed, from the base URL on (contract). */
export const agentsPath = '/test_framework/v2/aiagents/';

/** Where the projects of an account are listed, from the base URL on (later docs). */
export const projectsPath = '/user/v1/projects/';
