import {
  type AttentionInteraction,
  arrowSteps,
  cellGrid,
  chooser,
  headChoosers,
  legendTemplate,
  plotTemplate,
} from '@attn-elements/core/element';
import { type AttentionTools, type FigureContent, FigureTemplate } from '@attn-elements/core/element/base';
import { html, nothing, type TemplateResult } from 'lit';
import { choicesOf, otherChooser } from './choices.js';
import type { ImageView } from './view-model.js';
import { imageLegendNotes } from './legend.js';
import type { Overlay } from './paint.js';
import type { ImagePicture } from './picture.js';
import type { ImagePatchGrid } from './pointing.js';
import type { ImageSentences } from './strings.js';
import { type ImageLine, layerNamesTemplate, linesTemplate, imageMarksTemplate, type PlacedName } from './view.js';

/** Options of one rendering. */
export interface ImageFigureOptions {
  readonly hasHeading: boolean;
  readonly overlay: Overlay;
  readonly controls: TemplateResult | typeof nothing;
  readonly lines: readonly ImageLine[];
  /** Boxes of queries. */
  readonly boxes: readonly ImageLine[];
  /** Share of the weight that masks keep. */
  readonly maskShare: number;
  readonly names: readonly PlacedName[];
  /** Whether another element of the group is where queries are chosen. */
  readonly isChosenElsewhere: boolean;
  /** Shows another picture of the sequence. */
  readonly choosePicture: (picture: number) => void;
}

/** Content of the frame: who looks, the picture, the line that reads a patch, controls and legend. */
export class ImageFigure extends FigureTemplate<ImageSentences, number, ImagePatchGrid> {
  readonly #picture: ImagePicture;

  constructor(
    tools: AttentionTools<ImageSentences>,
    interaction: AttentionInteraction<number, ImagePatchGrid>,
    picture: ImagePicture,
  ) {
    super(tools, interaction);
    this.#picture = picture;
  }

  render(view: ImageView, options: ImageFigureOptions): FigureContent {
    const { heads, say } = this.tools;
    const { cells, grid } = this.interaction;
    const { composition, reader, reading } = view;
    const { spot: patch } = cells;
    const spoken = patch === null ? null : reader.sentence(patch);
    const choices = options.isChosenElsewhere ? null : choicesOf(view, say);
    const chooser = otherChooser(choices, (other) => grid.choose(other));
    return {
      lead: chooser,
      tools: html`${headChoosers(heads, say)} ${this.#pictures(view, options)}`,
      controls: options.hasHeading ? chooser : nothing,
      plot: this.#plot(view, options),
      aloud: grid.isChosen ? reader.strongest() : null,
      readout: {
        spoken,
        hint: reader.strongest(),
        isTold: true,
        steps: [...arrowSteps(say), [say('stronger'), '★', 'n'], [say('choose'), '✓', 'Enter']],
        press: (key) => cells.press(key),
      },
      legend: html`${options.controls} ${this.#legend(view, options)}`,
      listing: {
        reading,
        rows: composition.patches.isRegions ? say('boxes', { count: reading.rows }) : say('row'),
        columns: say('column'),
      },
    };
  }

  /** Chooses the picture, where the sequence has several. */
  #pictures({ composition }: ImageView, { choosePicture }: ImageFigureOptions): TemplateResult | typeof nothing {
    const { picture } = composition.patches;
    if (!picture) return nothing;
    const all = Array.from({ length: picture.count }, (_, at) => at);
    const nameOf = (at: number) => this.say('otherPicture', { picture: at });
    return chooser(this.say('pictures'), all, picture.index, nameOf, choosePicture);
  }

  #plot(view: ImageView, { overlay, lines, boxes, names }: ImageFigureOptions): TemplateResult {
    const { cells, grid } = this.interaction;
    const { composition, layout, reading } = view;
    const { isSelf } = composition.patches;
    const content = html`${this.#picture.render()}
      ${isPainted(overlay) ? html`<canvas class="overlay" part="overlay" aria-hidden="true"></canvas>` : nothing}
      ${cellGrid(reading, cells.cursor, this.say(isSelf ? 'queryHelp' : 'markHelp'), cells.onKey)}
      ${lines.length + boxes.length > 0 ? linesTemplate(layout, [...lines, ...boxes]) : nothing} ${names.length > 0 ? layerNamesTemplate(layout, names) : nothing}
      ${imageMarksTemplate(layout, grid.marks(view))}`;
    return plotTemplate(cells, content, isSelf ? 'queries' : '');
  }

  #legend(view: ImageView, { overlay, lines, boxes, maskShare }: ImageFigureOptions): TemplateResult {
    const { say, number, percent } = this.tools;
    const shares = [...new Set(lines.map(({ share }) => share))];
    const notes = imageLegendNotes(
      view,
      { overlay, shares, maskShare, hasBoxes: boxes.length > 0 },
      say,
      number,
      percent,
    );
    if (isPainted(overlay) || view.layers) return legendTemplate(notes);
    return html`<div class="legend" part="legend"><span>${notes.sentence}</span></div>`;
  }
}

/** Whether colours are laid over the picture, and not lines. */
const isPainted = (overlay: Overlay): boolean => overlay === 'blend' || overlay === 'tiles';
