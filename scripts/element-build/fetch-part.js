/** Addresses for the next attempt, of parts that failed: browsers remember by its address that an import has failed. */
const again = {};

/** The mark of the build, which is put in once all of its files are made. */
const build = '__build__';

/**
 * A part of an element out of the file beside it. It must come from the same build: a page that keeps one file longer than
 * another, or copies only one of them, is told of it.
 * @param {() => Promise<any>} load the first attempt, written so that bundlers see what is loaded
 * @param {string} file
 */
export async function fetchPart(load, file) {
  try {
    const part = await (again[file] ? import(again[file]) : load());
    if (part.build !== build) throw new Error('it belongs to another version');
    return part;
  } catch (error) {
    again[file] = `./${file}?${Date.now()}`;
    throw new Error(`${file}: ${error.message}`, { cause: error });
  }
}
