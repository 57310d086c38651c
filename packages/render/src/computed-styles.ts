import { computedColor } from './colors.js';
import { inlineDeclarations } from './inline-style.js';
import { lengthOf } from './lengths.js';
import { longhands } from './shorthands.js';
import { readRules, type StyleRule } from './style-rules.js';

/** Computed values of an element, by the names of CSS. */
export type Style = ReadonlyMap<string, string>;

/** Properties that an element has from what is around it. */
const INHERITED = new Set([
  'color',
  'direction',
  'fill',
  'fill-opacity',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'line-height',
  'overflow-wrap',
  'stroke',
  'stroke-dasharray',
  'stroke-opacity',
  'stroke-width',
  'text-align',
  'text-anchor',
  'visibility',
  'white-space',
  'writing-mode',
]); // prettier-ignore

/** Elements that browsers show as blocks. */
const BLOCKS = /^(div|p|ol|ul|li|details|figure|fieldset|attn-\w+|pe-plot)$/;

const INITIAL: Readonly<Record<string, string>> = {
  color: 'rgb(0, 0, 0)',
  direction: 'ltr',
  display: 'inline',
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  'font-family': 'sans-serif',
  'font-size': '16px',
  'font-style': 'normal',
  'font-weight': '400',
  'line-height': '1.4',
  'outline-style': 'none',
  position: 'static',
  stroke: 'none',
  'stroke-dasharray': 'none',
  'stroke-opacity': '1',
  'stroke-width': '1px',
  'text-align': 'start',
  'text-anchor': 'start',
  'unicode-bidi': 'normal',
  visibility: 'visible',
  'white-space': 'normal',
  'writing-mode': 'horizontal-tb',
  'background-color': 'rgba(0, 0, 0, 0)',
}; // prettier-ignore

/** Attributes of SVG that are properties too, and lose against every rule (SVG 2, 6.4). */
const PRESENTATION = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'text-anchor',
  'writing-mode',
  'font-size',
  'font-weight',
  'visibility',
  'display',
]; // prettier-ignore

const COLORS = /(^|-)color$|^fill$|^stroke$/;

/** Length that elements register as one: what their texts are measured in. */
const TEXT_UNIT = '--attn-px';

/** Styles of the elements of a page, computed by the rules that the elements bring themselves. */
export class ComputedStyles {
  readonly #width: number;
  readonly #isDark: boolean;
  readonly #properties: ReadonlyMap<string, string>;
  readonly #rules = new Map<unknown, readonly StyleRule[]>();
  #known = new WeakMap<Element, Map<string, string>>();

  /** @param properties custom properties that a page would set, such as `--attn-font` */
  constructor(width: number, isDark: boolean, properties: ReadonlyMap<string, string> = new Map()) {
    this.#width = width;
    this.#isDark = isDark;
    this.#properties = properties;
  }

  /** Forgets what was computed: the page has changed. */
  forget(): void {
    this.#known = new WeakMap();
  }

  of(element: Element): Style {
    let style = this.#known.get(element);
    if (!style) this.#known.set(element, (style = this.#compute(element)));
    return style;
  }

  #compute(element: Element): Map<string, string> {
    const around = parentOf(element);
    const inherited = around ? this.of(around) : null;
    const style = new Map<string, string>();
    if (inherited) {
      for (const [name, value] of inherited) if (INHERITED.has(name) || name.startsWith('--')) style.set(name, value);
    } else {
      for (const [name, value] of this.#properties) style.set(name, value);
      style.set('color', this.#isDark ? 'rgb(230, 230, 230)' : 'rgb(0, 0, 0)');
    }
    const declared = this.#declared(element);
    for (const [name, value] of declared) if (name.startsWith('--')) style.set(name, value);
    // Colours are of the text's, and lengths of the font's: these come first.
    const first = ['font-size', 'color'];
    const names = [...first.filter((name) => declared.has(name)), ...declared.keys()];
    for (const name of names) {
      if (name.startsWith('--')) continue;
      const value = this.#value(name, substituted(declared.get(name)!, style), style, inherited);
      if (value !== null) style.set(name, value);
    }
    // A registered length is that of the element which sets it, and not of each that it comes down to.
    const unit = declared.get(TEXT_UNIT);
    const em = Number.parseFloat(style.get('font-size') ?? '16');
    if (unit) style.set(TEXT_UNIT, `${lengthOf(unit, { em, whole: em }) ?? 1}px`);
    for (const [name, value] of Object.entries(INITIAL)) if (!style.has(name)) style.set(name, value);
    return style;
  }

  #value(name: string, value: string, style: Style, inherited: Style | null): string | null {
    if (value === 'inherit') return inherited?.get(name) ?? INITIAL[name] ?? null;
    if (name === 'font-size') {
      const em = Number.parseFloat(inherited?.get(name) ?? '16');
      return `${lengthOf(value, { em, whole: em }) ?? em}px`;
    }
    // The text's own colour is asked for when it is drawn: below, it may be another.
    if (!COLORS.test(name) || value === 'none') return value;
    const current = name === 'color' ? (inherited?.get('color') ?? '#000') : (style.get('color') ?? '#000');
    return computedColor(value, current, this.#isDark);
  }

  /** Declarations that win, as they are written. */
  #declared(element: Element): Map<string, string> {
    const found = new Map<string, string>();
    const add = (name: string, value: string) => {
      for (const [long, one] of longhands(name, value)) found.set(long, one);
    };
    if (BLOCKS.test(element.localName)) add('display', 'block');
    if (element.localName === 'p') add('margin', '1em 0');
    if (element.localName === 'slot') add('display', 'contents');
    for (const name of PRESENTATION) {
      const value = element.namespaceURI?.endsWith('svg') ? element.getAttribute(name) : null;
      if (value) add(name, value);
    }
    const matching = this.#matching(element);
    for (const isImportant of [false, true]) {
      for (const { declarations } of matching)
        for (const [name, value, important] of declarations) if (important === isImportant) add(name, value);
      if (!isImportant) {
        for (const [name, value] of inlineDeclarations(element)) add(name, value);
      }
    }
    return found;
  }

  #matching(element: Element): StyleRule[] {
    const root = element.getRootNode() as ShadowRoot;
    const inside = root.host ? this.#rulesOf(root.host).filter(({ selector }) => matches(element, selector)) : [];
    const own = element.shadowRoot
      ? this.#rulesOf(element).filter(({ selector }) => {
          const host = /^:host(?:\((.*)\))?$/.exec(selector);
          return host && (!host[1] || matches(element, host[1]));
        })
      : [];
    return [...own, ...inside].sort((one, other) => one.weight - other.weight);
  }

  /** Rules of an element's class, in their order. */
  #rulesOf(host: Element): readonly StyleRule[] {
    const { elementStyles = [] } = host.constructor as { elementStyles?: readonly { cssText: string }[] };
    let rules = this.#rules.get(host.constructor);
    if (!rules)
      this.#rules.set(host.constructor, (rules = elementStyles.flatMap((one) => readRules(one.cssText, this.#width))));
    return rules;
  }
}

/** Element that lays out another: of a shadow root its host, of what is slotted the slot. */
const parentOf = (element: Element): Element | null =>
  element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;

function matches(element: Element, selector: string): boolean {
  if (selector.startsWith(':host')) return false;
  try {
    return element.matches(selector);
  } catch {
    // A selector that this page does not know meets nothing, as in browsers.
    return false;
  }
}

/** A value with the custom properties that it names in their places. */
function substituted(value: string, style: Style): string {
  let text = value;
  for (let depth = 0; depth < 20; depth++) {
    const start = text.lastIndexOf('var(');
    if (start < 0) return text;
    let [end, level] = [start + 4, 1];
    for (; end < text.length && level > 0; end++) level += text[end] === '(' ? 1 : text[end] === ')' ? -1 : 0;
    const [, name, fallback = ''] = /^\s*(--[\w-]+)\s*(?:,(.*))?$/s.exec(text.slice(start + 4, end - 1)) ?? [];
    text = `${text.slice(0, start)}${style.get(name ?? '') ?? fallback.trim()}${text.slice(end)}`;
  }
  return text;
}
