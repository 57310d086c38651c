import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ElementName } from './render.js';

interface Manifest {
  readonly modules: readonly {
    readonly declarations: readonly {
      readonly tagName?: string;
      readonly attributes?: readonly { readonly name: string; readonly type?: { readonly text: string } }[];
    }[];
  }[];
}

/** Attributes that every element of HTML has, and figures heed. */
const GLOBAL: readonly (readonly [string, boolean])[] = [
  ['lang', false],
  ['dir', false],
  ['height', false],
];

/** Attributes of an element, and whether each is a flag, which takes no value: as its manual lists them. */
export function attributesOf(element: ElementName): ReadonlyMap<string, boolean> {
  const address = import.meta.resolve(`@attn-elements/${element}/custom-elements.json`);
  const { modules } = JSON.parse(readFileSync(fileURLToPath(address), 'utf8')) as Manifest;
  const declared = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === element);
  const own = (declared?.attributes ?? []).map(({ name, type }) => [name, type?.text === 'boolean'] as const);
  return new Map([...GLOBAL, ...own]);
}
