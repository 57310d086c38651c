import type { AttentionInteraction } from './attention-interaction.js';
import type { GridInteraction } from './grid-interaction.js';

/** Grid of a figure of attention: its interaction, and the view that is shown. */
export abstract class FigureGrid<Spot, View, Host = HTMLElement> {
  protected readonly interaction: AttentionInteraction<Spot>;
  protected readonly host: Host;
  readonly #shown: () => View | null;

  constructor(interaction: AttentionInteraction<Spot>, shown: () => View | null, host: Host) {
    this.interaction = interaction;
    this.host = host;
    this.#shown = shown;
  }

  /** View that is shown; null while that is nothing. */
  protected get shown(): View | null {
    return this.#shown();
  }

  /** The same, where a reader points at something. */
  protected get view(): View {
    return this.#shown()!;
  }

  protected get cells(): GridInteraction<Spot> {
    return this.interaction.cells;
  }
}
