import type { Edit } from '../base/edit';
import type { Fix } from './fix';

/**
 * Makes what stands in the text a key with its value; a word may be missing as well, so it is a guess.
 * @param colon writes the colon
 */
export function addColon(colon: Edit, isPreferred: boolean): Fix {
  return { title: 'Add the colon', edits: [colon], isSafe: false, isPreferred };
}
