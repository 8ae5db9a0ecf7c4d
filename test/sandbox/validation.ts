import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { contractSchema, createBody } from './contract';
import { fieldErrors } from './errors';

// `strict` would refuse OpenAPI's own keywords; `verbose` lets the messages quote the value.
const ajv = new Ajv({ allErrors: true, verbose: true, strict: false });
formats.default(ajv);
ajv.addSchema(contractSchema);
const validate = ajv.compile({ $ref: createBody });

/**
 * Takes the body of a create, or of an update (`partial`: nothing is required), and gives the
 * body of the 400 that the contract asks for; null when the body is as it should be.
 */
export function validateAgent(body: unknown, { partial = false } = {}): object | null {
  validate(body);
  const errors = validate.errors ?? [];
  const wrong = errors.filter(({ keyword }) => !(partial && keyword === 'required'));
  const fields = fieldErrors(wrong, body);
  return Object.keys(fields).length > 0 ? fields : null;
}
