import type { AttentionGrid, AttentionInteraction } from '../interaction/attention-interaction.js';
import type { Say } from '../locale.js';
import type { AttentionTools } from './attention-element.js';

/** Template of a figure of attention, with what it is made with: words, heads, and the reader's interaction. */
export abstract class FigureTemplate<Words extends string, Spot, Grid extends AttentionGrid<Spot>> {
  protected readonly tools: AttentionTools<Words>;
  protected readonly interaction: AttentionInteraction<Spot, Grid>;

  constructor(tools: AttentionTools<Words>, interaction: AttentionInteraction<Spot, Grid>) {
    this.tools = tools;
    this.interaction = interaction;
  }

  protected get say(): Say<Words> {
    return this.tools.say;
  }
}
