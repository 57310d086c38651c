import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Case, type Description } from './cases.js';

const folder = process.env.ATTN_REFERENCE_DIR!;

/** All cases of a kind, or of kinds that begin so. */
export function casesOf(kind: string): Description[] {
  const { cases } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as { cases: Description[] };
  return cases.filter((item) => item.kind.startsWith(kind));
}

export const readCase = (description: Description) =>
  Case.read(description, readFileSync(join(folder, description.file)));
