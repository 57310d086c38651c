import type { ArgTypes } from '@storybook/web-components-vite';
import { html, noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : Name;

/** Names of what a page may give an element. */
type Given<Shown> = {
  [Name in Exclude<keyof Shown, keyof HTMLElement> & string]: Shown[Name] extends (...values: never[]) => unknown
    ? never
    : Name;
}[Exclude<keyof Shown, keyof HTMLElement> & string];

/** A value as an attribute or a property may have it: what is more than a word has a text too. */
type Value<Kept> = [Kept] extends [string | number | boolean | null] ? NonNullable<Kept> : NonNullable<Kept> | string;

/** The attributes of an element as a story gives them: under their HTML names, so that a story reads like a page. */
export type ElementArgs<Shown> = {
  [Name in Given<Shown> as Kebab<Name>]?: Value<Shown[Name]> | undefined;
} & { caption?: string };

class Attributes extends Directive {
  #names: readonly string[] = [];

  override render(_attributes: object): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [attributes]: [object]): unknown {
    const given = Object.entries(attributes);
    const names = given.map(([name]) => name);
    for (const name of this.#names) if (!names.includes(name)) element.removeAttribute(name);
    this.#names = names;
    for (const [name, value] of given) {
      // Lists and objects are properties, whose names of one word are those of their attributes.
      if (typeof value === 'object') Object.assign(element, { [name]: value });
      else if (value === undefined || value === false) element.removeAttribute(name);
      else element.setAttribute(name, value === true ? '' : String(value));
    }
    return noChange;
  }
}

/** Gives an element its attributes: `<attn-heatmap ${attributesOf(args)}>`. Lists and objects become properties. */
export const attributesOf = directive(Attributes);

/** Caption of a figure; nothing without one. */
export const captionOf = (caption: string | undefined) =>
  caption ? html`<span slot="caption">${caption}</span>` : null;

interface Attribute {
  readonly name: string;
  readonly type: { readonly text: string };
  readonly choices?: readonly string[];
}

interface Manifest {
  readonly modules: readonly {
    readonly declarations: readonly { readonly tagName?: string; readonly attributes?: readonly Attribute[] }[];
  }[];
}

const manifests = import.meta.glob<Manifest>('../packages/*/custom-elements.json', { eager: true, import: 'default' });

/** Controls of the panel for each attribute of an element, by what its table of properties says that it may be. */
export function controlsOf(tag: string): ArgTypes {
  const declarations = Object.values(manifests).flatMap(({ modules }) => modules.flatMap((one) => one.declarations));
  const attributes = declarations.find(({ tagName }) => tagName === tag)?.attributes ?? [];
  return Object.fromEntries(attributes.map((attribute) => [attribute.name, controlOf(attribute)]));
}

function controlOf({ type: { text }, choices }: Attribute): ArgTypes[string] {
  if (/\b(object|Source)\b/.test(text)) return { control: false };
  if (text === 'boolean') return { control: 'boolean' };
  if (/^number( \| null)?$/.test(text)) return { control: 'number' };
  return choices && !/\bnumber\b/.test(text) ? { control: 'select', options: choices } : { control: 'text' };
}
