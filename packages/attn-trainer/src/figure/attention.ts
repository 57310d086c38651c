import { viridis } from '@attn-elements/core/color';
import {
  arrowSteps,
  cellAt,
  cellGrid,
  type FigureTable,
  legendTemplate,
  type MatrixCell,
  Memo,
  paintColorBar,
  plotTemplate,
  pointIn,
  shadeLegend,
  shadeSamples,
  type Room,
  settleOnPaper,
  StageController,
  type TextMeasure,
} from '@attn-elements/core/element';
import type { FigureContent, FigureTools, PlotController } from '@attn-elements/core/element/base';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { RunModel } from '../model.js';
import type { TrainerWords } from '../strings.js';
import type { Opened } from '../training/protocol.js';
import { documentTemplate, shadesOf, shadeDocument, spotUnder } from './document-template.js';
import { headsTemplate } from './heads-template.js';
import { drawPicture, shadeTable } from './picture-canvas.js';
import { TrainedGrid } from './pointing.js';
import { TrainerViewModel, type Shown } from './shown.js';
import { trainerPictureOf } from '../view.js';

/** Ends of the scale of colours of a map, by its name; null where they are those of what is shown. */
export type DomainOf = (map: string) => readonly [number, number] | null;

/** A bar of colours stays as narrow as that on the narrowest page. */
const NARROWEST_BAR = 80;

/** Kind of the drawing of attention. */
const kindOf = ({ example, map, sentences }: Shown) =>
  sentences ? 'document' : example.picture ? 'picture' : map.name === 'map' ? 'layers' : 'heads';

export interface AttentionParts extends FigureTools<TrainerWords> {
  readonly host: ReactiveControllerHost &
    HTMLElement & { readonly example: number | string | null; readonly firstIndex: number };
  readonly model: RunModel;
  readonly plot: PlotController;
  /** The list of its weights, where it has one. */
  readonly table?: FigureTable;
  /** Selector of the panel that it is in, where there are several: those beside the first tell the page nothing. */
  readonly panel?: string;
}

/** The attention to the chosen example: drawn, read cell by cell, and listed. */
export class TrainerAttention {
  readonly #parts: AttentionParts;
  readonly #stage: StageController;
  readonly #composer = new TrainerViewModel();
  readonly #grid: TrainedGrid;
  readonly #drawn = new Memo<void>();
  readonly #painted = new Memo<void>();
  /** Index of the example's map that is shown. */
  #choice = 0;
  #shown: Shown | null = null;
  #opened: Opened | null = null;
  /** The height that the heads have had, and of what: a translation that becomes shorter moves nothing below it. */
  #reserved: { key: string; height: number } = { key: '', height: 0 };

  constructor(parts: AttentionParts) {
    this.#parts = parts;
    const { host, panel } = parts;
    // A picture whose run has ended before it was drawn is drawn where nobody looks.
    this.#stage = new StageController(
      host,
      () => this.#root?.querySelector<HTMLCanvasElement>('canvas.grid') ?? document.createElement('canvas'),
    );
    const pointed = () => {
      const shown = this.#shown;
      return shown && { reader: shown.reader, spotOf: (event: MouseEvent) => this.#spotOf(event, shown) };
    };
    this.#grid = new TrainedGrid(host, pointed, panel);
  }

  /** Attention that is shown; null before there is any. */
  get shown(): Shown | null {
    return this.#shown;
  }

  /** Finds out what is to be shown, before it is rendered. */
  follow(room: Room, measure: TextMeasure, domainOf: DomainOf, runName: string): void {
    const { model, table, say, number, language } = this.#parts;
    const { frame, opened } = model;
    if (!frame || room.width === 0) {
      this.#shown = null;
      return;
    }
    const isOther = opened !== this.#opened;
    if (isOther) {
      this.#opened = opened;
      this.#choice = 0;
      table?.close();
    }
    const before = this.#shown;
    const { step, example } = frame;
    const choice = this.#choice;
    const { name } = example.attention[Math.min(choice, example.attention.length - 1)];
    const domain = domainOf(name);
    const words = { language: `${language()} ${this.#parts.host.firstIndex}`, say, number };
    this.#shown = this.#composer.shown({ example, step, choice, domain, runName, room, measure, ...words });
    this.#reserve(this.#shown, room);
    // A cell that was pointed at is there in every step of a run, and of no other attention.
    if (isOther || before?.map.name !== this.#shown.map.name) this.#grid.cells.forget();
  }

  /** The cell that is read at present, in words. */
  spoken({ reader }: Shown): string {
    const { spot } = this.#grid.cells;
    return spot ? reader.sentence(spot) : '';
  }

  /**
   * Content of the frame, below the example.
   * @param around puts the attention beside others
   */
  content(
    shown: Shown,
    replay: TemplateResult | typeof nothing,
    around: (own: TemplateResult) => TemplateResult = (own) => own,
  ): Omit<FigureContent, 'controls'> {
    const { say } = this.#parts;
    const { reader, sentences } = shown;
    const { cells, cursor } = this.#grid;
    const { spot } = cells;
    return {
      plot: html`<div class="line">
          <span class="map-name">${shown.title}</span>${sentences ? nothing : this.#chooser(shown)} ${replay}
        </div>
        ${around(this.plotOf(shown))}`,
      readout: {
        spoken: spot && reader.sentence(spot),
        hint: say('hint'),
        steps: [...arrowSteps(say), [say('stronger'), '★', 'n']],
        press: (key) => cells.press(key),
      },
      legend: this.#legend(shown),
      listing: {
        reading: reader.matrix(cursor.panel),
        rows: say(sentences ? 'sentence' : 'rows'),
        columns: say(sentences ? 'word' : 'columns'),
      },
    };
  }

  /** The attention by itself, to point at. */
  plotOf({ reader, sentences, layout }: Shown): TemplateResult {
    const { say, number } = this.#parts;
    const { cells, cursor, marks } = this.#grid;
    return plotTemplate(
      cells,
      html`${cellGrid(reader.matrix(cursor.panel), cursor, say('gridHelp'), cells.onKey)}
      ${sentences ? documentTemplate(sentences, marks, number) : headsTemplate(layout!, marks, this.#reserved.height)}`,
    );
  }

  /** Draws what was rendered and has changed. */
  draw(): void {
    const shown = this.#shown;
    const root = this.#root;
    const legend = this.#parts.host.shadowRoot!.querySelector('.legend');
    if (!shown || !root || !legend) return;
    const { colors } = this.#parts.plot;
    const canvas = root.querySelector<HTMLCanvasElement>('canvas.grid');
    const { example, map, scale, layout, sentences } = shown;
    const kind = kindOf(shown);
    if (sentences) {
      this.#painted.of([legend, shown], () => {
        shadeDocument(root, sentences);
        shadeSamples(legend, shadesOf(sentences));
      });
      return;
    }
    // The same for every step of a run, unless the page's colours change.
    this.#painted.of([legend, colors, kind], () => {
      paintColorBar(legend, kind === 'picture' ? shadeTable() : viridis().table);
    });
    this.#drawn.of([shown, colors, canvas], () => {
      if (example.picture) {
        drawPicture(canvas!, example.picture, map, scale, layout!);
        settleOnPaper(this.#parts.host, canvas!);
      } else this.#stage.show(trainerPictureOf(map, scale, layout!, colors));
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
        ${attention.map((one) => html`<option ?selected=${one === map}>${say(one.name as TrainerWords)}</option>`)}
      </select></label
    >`;
  }

  #legend(shown: Shown): TemplateResult {
    const { say, number } = this.#parts;
    const { scale, layout, measure, sentences } = shown;
    const own = say(`${kindOf(shown)}Legend`);
    const sentence = shown.runName && !sentences ? say('sameForRuns', { sentence: own }) : own;
    if (sentences) return shadeLegend(sentence, shadesOf(sentences), { hasMasked: false, hasNaN: false }, say, number);
    return legendTemplate({
      sentence,
      marks: [],
      scale,
      format: number,
      measure,
      width: Math.max(NARROWEST_BAR, layout?.width ?? this.#parts.plot.room.width),
    });
  }

  /** Place of its canvas and marks; null before it is on the page. */
  get #root(): ParentNode | null {
    const { host, panel } = this.#parts;
    return panel === undefined ? host.shadowRoot : host.shadowRoot!.querySelector(`section${panel}`);
  }

  #reserve({ map, layout }: Shown, { width }: Room): void {
    const key = `${map.name} ${width} ${this.#parts.host.example}`;
    const before = this.#reserved.key === key ? this.#reserved.height : 0;
    this.#reserved = { key, height: Math.max(before, layout?.height ?? 0) };
  }

  #spotOf(event: MouseEvent, { layout }: Shown): MatrixCell | null {
    return layout ? cellAt(layout.tiles, () => layout, ...pointIn(event)) : spotUnder(event);
  }
}
