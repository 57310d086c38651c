import { adoptStyles, type Say } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { ColumnNames } from '../corpus/table.js';
import type { RunController } from '../run-controller.js';
import type { RunHost } from '../run-host.js';
import type { TrainerWords } from '../strings.js';
import { chosenData, type ChosenFile, chosenFile } from './chosen-files.js';
import { dataChooserStyles } from './data-chooser.styles.js';
import { droppedFiles } from './dropped-files.js';

export { chooserWords } from './chooser-words.js';

/** Encodings that tables of readers are in, where they are not in UTF-8: those that spreadsheets write. */
const encodings = ['utf-8', 'gbk', 'big5', 'shift_jis', 'windows-1252'] as const;
const TABLES = '.csv,.tsv,.txt,.json,.jsonl,.npz,.npy,.safetensors';

export interface DataChooserParts {
  readonly host: RunHost;
  readonly run: RunController;
  readonly say: Say<TrainerWords>;
  readonly change: (properties: object) => void;
}

/** Where readers bring data of their own: files, a folder or what they drop, and which columns are meant. */
export class DataChooser {
  readonly #parts: DataChooserParts;
  #refused: TrainerWords | null = null;
  #isOver = false;

  constructor(parts: DataChooserParts) {
    this.#parts = parts;
    adoptStyles(parts.host.shadowRoot!, dataChooserStyles.cssText);
  }

  render(): TemplateResult {
    const { say, host } = this.#parts;
    const over = (isOver: boolean) => (event: DragEvent) => {
      event.preventDefault();
      if (this.#isOver === isOver) return;
      this.#isOver = isOver;
      host.requestUpdate();
    };
    return html`<div
      class="line own-data ${this.#isOver ? 'over' : ''}"
      part="own-data"
      data-figure-skip
      @dragover=${over(true)}
      @dragleave=${over(false)}
      @drop=${this.#dropped}
    >
      <button type="button" @click=${this.#open}>${say('chooseFile')}</button>
      <input type="file" accept=${TABLES} aria-hidden="true" tabindex="-1" @change=${this.#chosen} />
      <button type="button" @click=${this.#open}>${say('chooseFolder')}</button>
      <input type="file" webkitdirectory aria-hidden="true" tabindex="-1" @change=${this.#chosen} />
      <span class="hint">${say('orDrop')}</span>
      ${this.#columns()}
      ${this.#refused ? html`<span class="fault" role="alert">${say(this.#refused)}</span>` : nothing}
    </div>`;
  }

  /** Takes what a reader brought. */
  async take(files: readonly ChosenFile[]): Promise<void> {
    const { host, run, change } = this.#parts;
    if (files.length === 0) return;
    const chosen = chosenData(files);
    this.#refused = 'refused' in chosen ? chosen.refused : null;
    host.requestUpdate();
    if ('refused' in chosen) return;
    change({ task: 'own', data: chosen.data, src: null, textColumn: null, labelColumn: null, encoding: null });
    await host.updateComplete;
    // How the data are read is told before anybody trains.
    if (run.model.stage === 'idle') await run.reset();
  }

  /** Choosers of the columns, of the table that is learned from or of one of which they cannot be told; and of its encoding. */
  #columns(): TemplateResult | typeof nothing {
    const { host, run, say } = this.#parts;
    const { fault, opened } = run.model;
    const { code, details } = fault ?? {};
    if (code === 'wrong-encoding') return this.#select('encodingOf', encodings, null, 'encoding');
    const isAsked = code === 'choose-column' || code === 'no-column';
    const columns: ColumnNames | null = isAsked
      ? { all: JSON.parse(String(details!.list)), text: host.textColumn ?? '', label: host.labelColumn ?? '' }
      : (opened?.columns ?? null);
    if (!columns || host.task !== 'own') return nothing;
    const { all, text, label } = columns;
    return html`${this.#select('textColumn', all, text, 'textColumn')}
    ${this.#select('labelColumn', all, label, 'labelColumn')}${isAsked ? html`<span>${say('chooseColumns')}</span>` : nothing}`;
  }

  #select(
    label: TrainerWords,
    choices: readonly string[],
    chosen: string | null,
    property: 'textColumn' | 'labelColumn' | 'encoding',
  ): TemplateResult {
    const { say, change, run } = this.#parts;
    const changed = (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      change({ [property]: value || null });
      void run.reset();
    };
    return html`<label
      >${say(label)}
      <select @change=${changed}>
        ${chosen && choices.includes(chosen) ? nothing : html`<option value=""></option>`}
        ${choices.map((one) => html`<option .selected=${one === chosen}>${one}</option>`)}
      </select></label
    >`;
  }

  readonly #open = (event: Event): void => {
    ((event.currentTarget as Element).nextElementSibling as HTMLInputElement).click();
  };

  readonly #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])].map((file) => chosenFile(file));
    input.value = '';
    void this.take(files);
  };

  readonly #dropped = async (event: DragEvent): Promise<void> => {
    event.preventDefault();
    this.#isOver = false;
    await this.take(await droppedFiles(event.dataTransfer!));
  };
}
