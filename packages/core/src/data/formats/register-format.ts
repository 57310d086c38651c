import { AttnError, reason } from '../../errors.js';
import { register } from '../../registry.js';
import type { Format } from './format.js';

/**
 * Adds a file format, for all elements of a page. Those that have failed for a file of it try again. A format of the same name
 * is replaced, and stands before core's own where both know a file.
 * @throws {AttnError} `bad-option` where it has neither `magic` nor `extensions`
 */
export function registerFormat(format: Format): void {
  if (!format.magic && !format.extensions?.length) {
    throw new AttnError('bad-option', {
      name: 'format',
      value: format.name,
      ...reason`magic or extensions tell its files`,
    });
  }
  register('formats', format.name, format);
}
