import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementTags, root } from '../../scripts/bootstrap.mjs';
import { elementOf } from '../../scripts/framework-types.mjs';

interface Named {
  readonly name: string;
  readonly type?: { readonly text: string };
}

/** Manifest of an element. */
export interface Element {
  readonly tag: string;
  readonly name: string;
  readonly attributes: readonly (Named & { readonly fieldName: string })[];
  readonly events: readonly Named[];
}

/** Every element, as its manifest describes it. */
export const elements: readonly Element[] = elementTags().map((tag: string) => {
  const manifest = JSON.parse(readFileSync(join(root, 'packages', tag, 'custom-elements.json'), 'utf8'));
  return { tag, ...elementOf(manifest) };
});
