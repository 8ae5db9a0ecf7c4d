import type { JsonObject, JsonValue } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { type Mask, mapTexts } from './masks';
import { fields, id, text, time } from './parse';

/**
 * A value of an answer, which may repeat secrets. What is decided is decided by the value as it is; whatever makes a
 * text of it (`shown`, `String`, `JSON.stringify`) masks them. Only `sentBack` gives the value itself.
 */
export class Unmasked {
  readonly #value: JsonValue | undefined;
  readonly mask: Mask;

  /** @param value undefined: the answer does not have it */
  constructor(value: JsonValue | undefined, mask: Mask) {
    this.#value = value;
    this.mask = mask;
  }

  /** What an object has under a key. */
  get(key: string): Unmasked {
    const object = fields(this.#value);
    return this.#inner(Object.hasOwn(object, key) ? object[key] : undefined);
  }

  /** The items of a list, undefined when it is none. */
  get items(): Unmasked[] | undefined {
    return Array.isArray(this.#value) ? this.#value.map((item) => this.#inner(item)) : undefined;
  }

  /** The value as an id, undefined when it is none. */
  get id(): number | undefined {
    return id(this.#value);
  }

  /** The value as a time in milliseconds since 1970, undefined when it is none. */
  get time(): number | undefined {
    return time(this.#value);
  }

  /** Whether it is a text with something in it. */
  get isText(): boolean {
    return text(this.#value) !== undefined;
  }

  /** Whether it is this very text or number, or the same one as another value. */
  is(other: JsonValue | Unmasked): boolean {
    return this.#value === (other instanceof Unmasked ? other.#value : other);
  }

  /** The one of these words that it is. */
  oneOf<Word extends string>(words: readonly Word[]): Word | undefined {
    return words.find((word) => this.is(word));
  }

  /** A text without the blanks around it that is the same without them. */
  isNamed(name: string): boolean {
    return text(this.#value)?.trim() === name.trim();
  }

  /**
   * A text as one line of plain text, secrets masked; undefined when it is none.
   *
   * @param limit see `plainText`
   */
  shown(limit?: number): string | undefined {
    const said = text(this.#value);
    return said === undefined ? undefined : plainText(this.mask(said), limit);
  }

  /** The whole value with the secrets in it masked. */
  get shownJson(): JsonValue {
    return this.#value === undefined ? null : mapTexts(this.#value, this.mask);
  }

  /** The same as an object; `{}` when it is none. */
  get shownFields(): JsonObject {
    return fields(this.shownJson);
  }

  /** An object as it is, to be compared with a spec or written into it; `{}` when it is none. Never shown or logged. */
  get compared(): JsonObject {
    return fields(this.#value);
  }

  /** A text as it is, for Cekura alone. */
  get sentBack(): string | undefined {
    return text(this.#value);
  }

  toString(): string {
    return this.shown() ?? '';
  }

  toJSON(): JsonValue {
    return this.shownJson;
  }

  #inner(value: JsonValue | undefined): Unmasked {
    return new Unmasked(value, this.mask);
  }
}
