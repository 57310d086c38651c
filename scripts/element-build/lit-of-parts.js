// What a part that is loaded later renders with. A template of Lit is a description, which the element's own Lit renders: it takes
// none of Lit's code to make one, and no second copy of Lit lies in the file of the part.

/** @param {1 | 2} kind as in lit-html: HTML, or SVG */
const template =
  (kind) =>
  (strings, ...values) => ({ _$litType$: kind, strings, values });

export const html = template(1);
export const svg = template(2);
export const nothing = Symbol.for('lit-nothing');

/** Styles as text: a part adopts them itself. */
export const css = (strings, ...values) => ({
  cssText: String.raw({ raw: strings }, ...values.map((value) => value.cssText ?? value)),
});
