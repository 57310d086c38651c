import { type CSSResult, isServer, LitElement } from 'lit';
import { adoptStylesAnew } from '../adopt-styles.js';

/**
 * An element whose styles come along into another document, as of a frame, a popup or picture-in-picture: each has style sheets
 * of its own, and those that Lit makes are of the one that it was loaded in.
 */
export abstract class StyledElement extends LitElement {
  adoptedCallback(): void {
    if (this.shadowRoot) adoptStylesAnew(this.shadowRoot, this.#styles);
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    if (isServer || this.ownerDocument === document) return super.createRenderRoot();
    const root = this.shadowRoot ?? this.attachShadow(this.#own.shadowRootOptions);
    adoptStylesAnew(root, this.#styles);
    this.renderOptions.renderBefore ??= root.firstChild;
    return root;
  }

  get #own(): typeof StyledElement {
    return this.constructor as typeof StyledElement;
  }

  get #styles(): string[] {
    return this.#own.elementStyles.map((styles) => (styles as CSSResult).cssText);
  }
}
