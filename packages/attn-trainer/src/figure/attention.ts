import { viridis } from '@attn-elements/core/color';
import {
  arrowSteps,
  cellGrid,
  cellSteps,
  FigureTable,
  type FontController,
  legendTemplate,
  Memo,
  paintColorBar,
  type Room,
  SizeController,
  StageController,
  type ThemeController,
} from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { RunModel } from '../model.js';
import type { Words } from '../strings.js';
import type { Opened } from '../training/protocol.js';
import { documentTemplate, mostOf, paintShades, spotUnder } from './document-template.js';
import type { FigureHost } from './figure.js';
import { headsTemplate } from './heads-template.js';
import { type Spot, spotAt } from './layout.js';
import { drawPicture, shadeTable } from './picture-canvas.js';
import { Pointing } from './pointing.js';
import { Composer, type Shown } from './shown.js';
import { pictureOf } from '../view.js';
import type { FormatNumber, Say } from './words.js';

/** A bar of colours stays as narrow as that on the narrowest page. */
const NARROWEST_BAR = 80;

/** How attention is drawn. */
const kindOf = ({ example, map, sentences }: Shown) =>
  sentences ? 'document' : example.picture ? 'picture' : map.name === 'map' ? 'layers' : 'heads';

export interface AttentionParts {
  readonly host: FigureHost;
  readonly model: RunModel;
  readonly theme: ThemeController;
  readonly font: FontController;
  readonly say: Say;
  readonly number: FormatNumber;
  readonly language: () => string;
}

/** The attention to the chosen example: drawn, read cell by cell, and listed. */
export class Attention {
  /** The list of the weights. */
  readonly table: FigureTable;
  readonly #parts: AttentionParts;
  readonly #size: SizeController;
  readonly #stage: StageController;
  readonly #composer = new Composer();
  readonly #pointing: Pointing;
  readonly #drawn = new Memo<void>();
  readonly #painted = new Memo<void>();
  /** Which of the example's maps is shown. */
  #choice = 0;
  #shown: Shown | null = null;
  #opened: Opened | null = null;
  /** The height that the heads have had, and of what: a translation that becomes shorter moves nothing below it. */
  #reserved: { key: string; height: number } = { key: '', height: 0 };

  constructor(parts: AttentionParts) {
    this.#parts = parts;
    const { host } = parts;
    this.table = new FigureTable(host);
    this.#size = new SizeController(host, null);
    // A picture whose run has ended before it was drawn is drawn where nobody looks.
    this.#stage = new StageController(
      host,
      () => host.shadowRoot!.querySelector<HTMLCanvasElement>('canvas.grid') ?? document.createElement('canvas'),
    );
    this.#pointing = new Pointing(host, () => {
      const shown = this.#shown;
      return shown && { reader: shown.reader, spotOf: (event) => this.#spotOf(event, shown) };
    });
  }

  /** What is shown; null before there is any attention. */
  get shown(): Shown | null {
    return this.#shown;
  }

  /** Room that the element has. */
  get room(): Room {
    return this.#size.room;
  }

  /** Finds out what is to be shown, before it is rendered. */
  follow(): void {
    const { model, say, number, language } = this.#parts;
    const { frame, opened } = model;
    if (this.#size.room.width === 0) this.#size.measure();
    const { room } = this.#size;
    if (!frame || room.width === 0) {
      this.#shown = null;
      return;
    }
    const isOther = opened !== this.#opened;
    if (isOther) {
      this.#opened = opened;
      this.#choice = 0;
      this.table.close();
    }
    const before = this.#shown;
    const { step, example } = frame;
    const choice = this.#choice;
    this.#shown = this.#composer.shown({
      example,
      step,
      choice,
      room,
      measure: this.#parts.font.measure(12),
      language: language(),
      say,
      number,
    });
    if (before !== this.#shown) this.#pointing.heed(this.#shown, isOther || before?.map.name !== this.#shown.map.name);
  }

  render(shown: Shown, replay: TemplateResult | typeof nothing): TemplateResult {
    const { say, number } = this.#parts;
    const { reader, sentences, layout, title } = shown;
    const pointing = this.#pointing;
    const { cursor, marks, spot } = pointing;
    const matrix = reader.matrix(cursor.panel);
    return html`<div class="line">
        <span class="map-name">${title}</span>${sentences ? nothing : this.#chooser(shown)} ${replay}
      </div>
      <div
        class="plot"
        part="attention"
        @pointermove=${pointing.onPointerMove}
        @pointerleave=${pointing.onPointerLeave}
        @click=${pointing.onClick}
      >
        ${cellGrid(matrix, cursor, say('gridHelp'), pointing.onKey)}
        ${
          sentences
            ? documentTemplate(sentences, mostOf(sentences), marks, number)
            : headsTemplate(layout!, marks, this.#heightOf(shown))
        }
      </div>
      <div class="reading" data-figure-skip>
        <output aria-live="off" class="readout ${spot ? 'value' : ''}" part="readout">${spot ? reader.sentence(spot) : say('hint')}</output>
        ${cellSteps([...arrowSteps(say), [say('stronger'), '★', 'n']], (key) => pointing.press(key))}
      </div>
      ${this.#legend(shown)}`;
  }

  renderTable({ reader, sentences }: Shown): TemplateResult | null {
    const { say } = this.#parts;
    const words = {
      rows: say(sentences ? 'sentence' : 'rows'),
      columns: say(sentences ? 'word' : 'columns'),
      previous: say('previousPage'),
      next: say('nextPage'),
    };
    return this.table.render(reader.matrix(this.#pointing.cursor.panel), words);
  }

  /** Draws what was rendered and has changed. */
  draw(): void {
    const shown = this.#shown;
    const root = this.#parts.host.shadowRoot!;
    const legend = root.querySelector('.legend');
    if (!shown || !legend) return;
    const { colors } = this.#parts.theme;
    const canvas = root.querySelector<HTMLCanvasElement>('canvas.grid');
    const { example, map, scale, layout, sentences } = shown;
    const kind = kindOf(shown);
    // The same for every step of a run, unless the page's colours change; which shade words have, nobody tells.
    this.#painted.of([legend.querySelector('canvas'), colors, kind, sentences && shown], () => {
      if (kind === 'document') paintShades(legend);
      else paintColorBar(legend, kind === 'picture' ? shadeTable() : viridis().table);
    });
    if (sentences) return;
    this.#drawn.of([shown, colors, canvas], () => {
      if (example.picture) drawPicture(canvas!, example.picture, map, scale, layout!);
      else this.#stage.show(pictureOf(map, scale, layout!, colors));
    });
  }

  /** Draws also what waits for its frame. */
  drawNow(): void {
    this.#stage.drawNow();
  }

  #chooser({ example: { attention }, map }: Shown): TemplateResult | typeof nothing {
    const { say, host } = this.#parts;
    if (attention.length < 2) return nothing;
    const changed = (event: Event) => {
      this.#choice = (event.target as HTMLSelectElement).selectedIndex;
      host.requestUpdate();
    };
    return html`<label data-figure-skip
      >${say('map')}
      <select @change=${changed}>
        ${attention.map((one) => html`<option ?selected=${one === map}>${say(one.name as Words)}</option>`)}
      </select></label
    >`;
  }

  #legend(shown: Shown): TemplateResult {
    const { say, number } = this.#parts;
    const { scale, layout, measure } = shown;
    return legendTemplate({
      sentence: say(`${kindOf(shown)}Legend`),
      marks: [],
      scale,
      format: number,
      measure,
      width: Math.max(NARROWEST_BAR, layout?.width ?? this.#size.room.width),
    });
  }

  #heightOf({ map, layout }: Shown): number {
    const { width } = this.#size.room;
    const key = `${map.name} ${width} ${this.#parts.host.example}`;
    const before = this.#reserved.key === key ? this.#reserved.height : 0;
    this.#reserved = { key, height: Math.max(before, layout!.height) };
    return this.#reserved.height;
  }

  #spotOf(event: MouseEvent, { layout }: Shown): Spot | null {
    if (!layout) return spotUnder(event);
    const plot = event.currentTarget as HTMLElement;
    const { x, y, width } = plot.getBoundingClientRect();
    // A scaled slide makes the rectangle larger or smaller than the layout.
    const scale = width / plot.offsetWidth || 1;
    return spotAt(layout, (event.clientX - x) / scale, (event.clientY - y) / scale);
  }
}
