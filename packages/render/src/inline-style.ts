/** Declarations of an element's attribute `style`, in their order. */
export function inlineDeclarations(element: Element): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of (element.getAttribute('style') ?? '').split(';')) {
    const at = part.indexOf(':');
    if (at > 0) found.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  return found;
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Lets elements of a page have any declaration, and not those alone whose values are known. */
export function keepInlineStyles(page: Window & typeof globalThis): void {
  const styles = new WeakMap<Element, CSSStyleDeclaration>();
  const style = {
    configurable: true,
    get(this: Element) {
      let own = styles.get(this);
      if (!own) styles.set(this, (own = inlineStyle(this)));
      return own;
    },
    set(this: Element, text: string) {
      this.setAttribute('style', text);
    },
  };
  for (const { prototype } of [page.HTMLElement, page.SVGElement]) Object.defineProperty(prototype, 'style', style);
}

function inlineStyle(element: Element): CSSStyleDeclaration {
  const change = (name: string, value: string | null) => {
    const declarations = inlineDeclarations(element);
    if (value) declarations.set(name, String(value));
    else declarations.delete(name);
    const text = [...declarations].map(([one, what]) => `${one}: ${what};`).join(' ');
    if (text) element.setAttribute('style', text);
    else element.removeAttribute('style');
  };
  const methods: Record<string, unknown> = {
    setProperty: change,
    removeProperty: (name: string) => change(name, null),
    getPropertyValue: (name: string) => inlineDeclarations(element).get(name) ?? '',
  };
  return new Proxy({} as CSSStyleDeclaration, {
    get: (_, name) => {
      if (typeof name !== 'string') return undefined;
      if (name === 'cssText') return element.getAttribute('style') ?? '';
      return methods[name] ?? inlineDeclarations(element).get(kebab(name)) ?? '';
    },
    set: (_, name, value) => {
      if (name === 'cssText') element.setAttribute('style', String(value));
      else change(kebab(String(name)), value);
      return true;
    },
  });
}
