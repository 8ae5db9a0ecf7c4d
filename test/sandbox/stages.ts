/** The stages of an import in their order, with what the sandbox says about each. */
export const stages = [
  {
    key: 'validate',
    label: 'Checking the credentials',
    detail: 'The provider knows this assistant.',
    failure: 'The provider refused the API key.',
  },
  {
    key: 'prompt',
    label: 'Reading the prompt',
    detail: '4,812 characters.',
    failure: 'The assistant has no prompt.',
  },
  {
    key: 'settings',
    label: 'Reading the settings',
    detail: 'Language: en.',
    failure: 'The provider did not answer in time.',
  },
  {
    key: 'phone',
    label: 'Looking for phone numbers',
    detail: 'One number.',
    failure: 'The provider refused to list its phone numbers.',
  },
  {
    key: 'tools',
    label: 'Importing tools',
    detail: '2 tools.',
    failure: 'The tool "get_order" has a schema that cannot be read.',
  },
  {
    key: 'dynamic_variables',
    label: 'Importing dynamic variables',
    detail: 'One variable.',
    failure: 'A dynamic variable has no name.',
  },
  {
    key: 'kb',
    label: 'Importing the knowledge base',
    detail: null,
    failure: 'A file of the knowledge base is larger than 50 MB.',
  },
  {
    key: 'finalize',
    label: 'Finishing',
    detail: null,
    failure: 'The agent could not be saved.',
  },
];

/** What one stage of an import says while the import runs. */
export interface Stage {
  key: string;
  label: string;
  detail: string | null;
  failure: string;
}
