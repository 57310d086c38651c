import { AttnError } from './errors.js';

/**
 * A part of core or of an element that is loaded where it is first needed: `later(import('./<name>.later.js'))`. Bundlers make
 * a chunk of the module, and the build of the CDN files one file beside the element's own.
 * @throws {AttnError} `not-loaded`
 */
export async function later<Part>(part: Promise<Part>): Promise<Part> {
  try {
    return await part;
  } catch (error) {
    throw new AttnError('not-loaded', { what: (error as Error).message }, { cause: error });
  }
}
