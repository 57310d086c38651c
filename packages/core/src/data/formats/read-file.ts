import { AttnError } from '../../errors.js';
import { lazy } from '../../lazy.js';
import { startOf } from '../bytes.js';
import type { FileContents } from '../tensor-file.js';
import type { ReadContext } from './format.js';
import { readBytes, readParsed } from './index.js';
import { formatOf, unknownFormat } from './known-formats.js';
import { decodeText, textStart } from './text.js';

/**
 * Contents of a file of any format, told apart by its first bytes.
 * @throws {AttnError} `pickled`, `html`, `unknown-format`, or why its reader cannot read it
 */
export async function readFile(bytes: Uint8Array, context: ReadContext): Promise<FileContents> {
  const { url } = context;
  const start = textStart(startOf(bytes));
  // Python's pickle, which torch.save once wrote bare. Told first: what follows its protocol can look like a length of
  // safetensors, whose ninth byte is a brace.
  if (/^\x80[\x01-\x05](?![^]{6}\{)/.test(start)) throw new AttnError('pickled', { url });
  const format = formatOf(start, url);
  if (format) return readBytes(format, bytes, context);
  // Servers answer missing files with a page and status 200. Told last: a header of safetensors may begin with a <.
  if (/^(\xef\xbb\xbf)?\s*</.test(start)) {
    if (/\bparams\s*=\s*\{/.test(new TextDecoder('latin1').decode(bytes))) {
      const { readBertVizPage } = await lazy(() => import('./bertviz-page.js'));
      const views = readBertVizPage(decodeText(bytes, context));
      if (views) return readParsed(views, context);
    }
    throw new AttnError('html', { url });
  }
  throw unknownFormat(url);
}
