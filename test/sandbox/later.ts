/**
 * Values that Cekura's public docs and newer OpenAPI versions know and the contract does not.
 * The sandbox takes them, so that a spec written by the docs is never refused.
 */
export const later = {
  /** Newer providers; their config is taken as it is. */
  providerTypes: ['gemini_cx', 'assemblyai'],
  /** Newer chat platform; its config is taken as it is. */
  chatTypes: ['sierra'],
  /** Kazakh and Uzbek. */
  languages: ['kk', 'uz'],
  /** The contract has it read-only. */
  mockToolsEnabled: { type: 'boolean' },
  email: { type: ['string', 'null'], maxLength: 254 },
  /** Where calls over SIP begin. */
  telephony: ['sip_originating_region'],
  redactFields: { type: ['array', 'null'], items: { type: 'string' } },
};

/** Providers that an agent is filled in from; asking another for it changes nothing. */
export const importingTypes = ['vapi', 'retell', 'elevenlabs', 'synthflow', 'bland'];

/** Django REST framework refuses texts of white space alone (Inferred). */
export const notBlank = { pattern: '\\S' };

/**
 * Keys the contract has in its request examples but not in its schema.
 * Their types are inferred from `telephony`, where the schema has them.
 */
export const topLevelTelephony = {
  inbound: { type: 'boolean' },
  phone_number: { type: 'string' },
};
