import { css, html } from 'lit';

/** Colours of the page that lines are drawn in. */
export interface Ink {
  /** Colour of a line that is alone. */
  readonly line: string;
  readonly isDark: boolean;
}

/** Probe that the ink is read from: a line alone by its colour, and by its background whether the page is dark. */
export const inkProbe = html`<span class="ink" aria-hidden="true"></span>`;

/** The ink of a figure; its first rendering has no probe to read yet, and is followed by another. */
export function inkOf(root: ShadowRoot | null): Ink {
  const probe = root?.querySelector('.ink');
  const style = probe && getComputedStyle(probe);
  return { line: style?.color || 'currentColor', isDark: style?.backgroundColor === 'rgb(0, 0, 0)' };
}

export const inkStyles = css`
  .ink {
    position: absolute;
    visibility: hidden;
    color: var(--attn-line, light-dark(#1d4fd8, #8cb4ff));
    background-color: light-dark(#fff, #000);
    forced-color-adjust: none;
  }
`;
