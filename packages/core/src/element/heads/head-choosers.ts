import { css, html, nothing, type TemplateResult } from 'lit';
import { headRollups } from '../../math/index.js';
import type { Say } from '../locale.js';
import type { AttentionController } from './attention-controller.js';
import { headName } from './panel-names.js';
import { layersOf, type Panel } from './panels.js';

/** Chooses the layer and the head of a view that shows one at a time; nothing where there is nothing to choose. */
export function headChoosers(heads: AttentionController, say: Say): TemplateResult | typeof nothing {
  const loaded = heads.loading.value;
  if (!loaded) return nothing;
  const { source, panels } = loaded;
  const [{ layer, head }] = panels;
  const count = source.heads(layer);
  const places = Array.from({ length: count }, (_, at) => at);
  const options: Panel['head'][] = count > 1 ? [...headRollups, ...places] : places;
  const nameOf = (one: Panel['head']) => headName(one, say);
  // A layer with fewer heads has no head of that number.
  const headIn = (other: number) => (typeof head === 'number' ? Math.min(head, source.heads(other) - 1) : head);
  const layers = layersOf(source);
  return html`${chooser(
    say('layers'),
    layers,
    layer,
    (one) => say('layer', { n: one }),
    (one) => heads.open({ layer: one, head: heads.overlaid ? heads.selection.head : headIn(one) }),
  )}
  ${heads.overlaid ? nothing : chooser(say('heads'), options, head, nameOf, (one) => heads.open({ layer, head: one }))}`;
}

/** A list of which one is chosen; nothing where there is nothing to choose. */
export function chooser<T>(
  label: string,
  options: readonly T[],
  chosen: T,
  nameOf: (option: T) => string,
  choose: (option: T) => void,
): TemplateResult | typeof nothing {
  if (options.length < 2) return nothing;
  const changed = ({ target }: Event) => choose(options[(target as HTMLSelectElement).selectedIndex]);
  return html`<select class="chooser" part="chooser" aria-label=${label} @change=${changed}>
    ${options.map((option) => html`<option .selected=${option === chosen}>${nameOf(option)}</option>`)}
  </select>`;
}

export const chooserStyles = css`
  .chooser {
    box-sizing: border-box;
    min-height: 28px;
    max-width: 100%;
    padding: 2px 4px;
    border: 1px solid var(--_line);
    border-radius: 6px;
    background: transparent;
    color: inherit;
    font: inherit;
    font-size: calc(13 * var(--attn-px));
  }
  .chooser option {
    background: var(--attn-surface, Canvas);
    color: var(--attn-surface-color, CanvasText);
  }
  @media (pointer: coarse) {
    .chooser {
      min-height: 40px;
    }
  }
  @media print {
    .chooser {
      display: none;
    }
  }
`;
