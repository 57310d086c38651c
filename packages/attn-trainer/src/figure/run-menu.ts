import { type Failure, type FigureController, savingMenu } from '@attn-elements/core/element';
import { html, type TemplateResult } from 'lit';
import type { SavedFormat } from '../exports/formats.js';
import type { FileFormat } from '../files/checkpoint.js';
import type { SavedTable } from '../saved-table.js';
import type { TrainerSay } from './words.js';

export interface RunActions {
  save(format: SavedFormat): Promise<Uint8Array | null>;
  csv(of: SavedTable): Promise<string>;
  load(file: Blob): Promise<void>;
  link(): Promise<void>;
  /** Name of saved files, without ending. */
  readonly name: string;
  /** Whether a table is shown, and the way to show or hide it. */
  readonly attentionTable: { readonly isOpen: boolean; toggle(): void };
  readonly lossTable: { readonly isOpen: boolean; toggle(): void };
}

/** The readers' menu: the figure's own entries, and what can be saved, opened and shared of the run. */
export function runMenu(
  say: TrainerSay,
  explain: (failed: Failure) => string,
  figure: FigureController,
  actions: RunActions,
): TemplateResult {
  const give = async (name: string, file: Promise<Uint8Array | null>) => {
    const bytes = await file;
    if (bytes) figure.download(name, new Blob([bytes as BlobPart]));
  };
  const save = (format: FileFormat) => () => give(`${actions.name}.${format}`, actions.save(format));
  const savePyTorch = () => give(`${actions.name}-pytorch.zip`, actions.save('pytorch'));
  const saveOnnx = () => give(`${actions.name}.onnx`, actions.save('onnx'));
  // TensorBoard knows its files by their names.
  const saveEvents = () =>
    give(`events.out.tfevents.${Math.floor(Date.now() / 1000)}.${actions.name}`, actions.save('tensorboard'));
  const saveTable = (of: SavedTable) => async () => {
    const text = await actions.csv(of);
    if (text) figure.download(`${actions.name}-${of}.csv`, new Blob([text], { type: 'text/csv' }));
  };
  const opened = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (file) void actions.load(file);
  };
  const open = (event: Event) =>
    (event.currentTarget as Element).parentElement!.querySelector<HTMLInputElement>('input')!.click();
  const { lossTable } = actions;
  return savingMenu(
    say,
    explain,
    figure,
    actions.attentionTable,
    html`<button type="button" @click=${() => lossTable.toggle()}>${say(lossTable.isOpen ? 'hideLosses' : 'showLosses')}</button>
      <button type="button" @click=${saveTable('loss')}>${say('saveLoss')}</button>
      <button type="button" @click=${saveTable('steps')}>${say('saveSteps')}</button>
      <button type="button" @click=${save('safetensors')}>${say('saveSafetensors')}</button>
      <button type="button" @click=${save('npz')}>${say('saveNpz')}</button>
      <button type="button" @click=${savePyTorch}>${say('savePyTorch')}</button>
      <button type="button" @click=${saveOnnx}>${say('saveOnnx')}</button>
      <button type="button" @click=${saveEvents}>${say('saveTensorBoard')}</button>
      <button type="button" @click=${open}>${say('open')}</button>
      <input type="file" aria-hidden="true" tabindex="-1" @change=${opened} />
      <button type="button" @click=${() => void actions.link().catch(() => {})}>${say('link')}</button>`,
  );
}
