import type { ErrorObject } from 'ajv';

/** Messages of a field; or, by name or as a list with `{}` for good items, of the fields in it. */
type Answered = string[] | Answered[] | { [field: string]: Answered };

/**
 * Takes what ajv (with `allErrors` and `verbose`) found in `body`, gives the answer Django REST
 * framework would give for it. The shape and the messages are inferred from that framework.
 */
export function fieldErrors(errors: ErrorObject[], body: unknown): Answered {
  const fields = new Field();
  for (const error of errors) {
    const message = messages[error.keyword]?.(error);
    if (message !== undefined && !isToldElsewhere(error)) fields.add(placeOf(error), message);
  }
  return fields.answer(Array.isArray(body) ? undefined : body);
}

/** Messages by ajv keyword; what is not here (`if`) only says that another error follows. */
const messages: Record<string, (error: ErrorObject) => string> = {
  required: () => 'This field is required.',
  type: typeMessage,
  enum: ({ data }) => `"${data}" is not a valid choice.`,
  format: () => 'Enter a valid URL.',
  maxLength: ({ params }) => `Ensure this field has no more than ${params.limit} characters.`,
  minLength: () => 'This field may not be blank.',
  pattern: () => 'This field may not be blank.',
  minimum: ({ params }) => `Ensure this value is greater than or equal to ${params.limit}.`,
};

function typeMessage({ data, parentSchema = {} }: ErrorObject): string {
  const got = pythonType(data);
  if (data === null) return 'This field may not be null.';
  switch ([parentSchema.type].flat()[0]) {
    case 'integer':
      return 'A valid integer is required.';
    case 'boolean':
      return 'Must be a valid boolean.';
    case 'array':
      return `Expected a list of items but got type "${got}".`;
    case 'object':
      return parentSchema.properties
        ? `Invalid data. Expected a dictionary, but got ${got}.`
        : `Expected a dictionary of items but got type "${got}".`;
    default:
      return 'Not a valid string.';
  }
}

function pythonType(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  const names: Record<string, string> = { string: 'str', boolean: 'bool', object: 'dict' };
  return names[typeof value] ?? typeof value;
}

/** A wrong type in a choice is told once: null as null, anything else as a wrong choice. */
function isToldElsewhere({ keyword, data, parentSchema = {} }: ErrorObject): boolean {
  return (
    (keyword === 'enum' && data === null) ||
    (keyword === 'type' && data !== null && 'enum' in parentSchema)
  );
}

/** From the body to the field; a value that should have held fields is told as `non_field_errors`. */
function placeOf(error: ErrorObject): string[] {
  const place = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (error.keyword === 'required') return [...place, error.params.missingProperty];
  return error.keyword === 'type' && holdsFields(error) ? [...place, 'non_field_errors'] : place;
}

function holdsFields({ data, parentSchema = {}, instancePath }: ErrorObject): boolean {
  if (data === null && instancePath !== '') return false;
  return 'properties' in parentSchema || '$ref' in (parentSchema.items ?? {});
}

/** A field that is wrong, or that holds such fields. */
class Field {
  readonly messages = new Set<string>();
  readonly inner = new Map<string, Field>();

  add([step, ...rest]: string[], message: string): void {
    if (step === undefined) {
      this.messages.add(message);
      return;
    }
    const field = this.inner.get(step) ?? new Field();
    this.inner.set(step, field);
    field.add(rest, message);
  }

  /** Takes what the body has here. Lists of fields answer as lists, lists of values by index. */
  answer(value: unknown): Answered {
    if (this.inner.size === 0) return [...this.messages];
    if (Array.isArray(value) && [...this.inner.values()].some(({ inner }) => inner.size > 0)) {
      return value.map((item, index) => this.inner.get(String(index))?.answer(item) ?? {});
    }
    return Object.fromEntries(
      [...this.inner].map(([name, field]) => [name, field.answer(childOf(value, name))]),
    );
  }
}

const childOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
