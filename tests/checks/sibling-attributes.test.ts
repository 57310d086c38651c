import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownersOf } from '../../packages/core/dist/element/properties/sibling-attributes.js';
import { elementTags, root } from '../../scripts/bootstrap.mjs';

interface Manifest {
  readonly modules: readonly {
    readonly declarations: readonly {
      readonly tagName?: string;
      readonly attributes?: readonly { readonly name: string }[];
    }[];
  }[];
}

/** Attributes of each element, as its manifest has them. */
const attributes = new Map(
  elementTags().map((tag) => {
    const file = join(root, 'packages', tag, 'custom-elements.json');
    const { modules } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    const own = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === tag)!;
    return [tag, own.attributes!.map(({ name }) => name)] as const;
  }),
);

describe('attributes of some elements alone', () => {
  for (const [tag, names] of attributes)
    it(`are told of in all others: those of ${tag}`, () => {
      for (const name of names) {
        const tags = [...attributes].flatMap(([other, own]) => (own.includes(name) ? [other] : []));
        // core/src/element/properties/sibling-attributes.ts
        expect([...ownersOf(name)].sort(), name).toEqual(tags.length < attributes.size ? tags.sort() : []);
      }
    });
});
