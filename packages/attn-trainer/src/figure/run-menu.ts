import { type FigureController, savingMenu } from '@attn-elements/core/element';
import { html, type TemplateResult } from 'lit';
import type { FileFormat } from '../files/checkpoint.js';
import type { TrainerSay } from './words.js';

export interface RunActions {
  save(format: FileFormat): Promise<Uint8Array | null>;
  losses(): Promise<string>;
  load(file: Blob): Promise<void>;
  link(): Promise<void>;
  /** Name of saved files, without ending. */
  readonly name: string;
  /** Whether a table is shown, and the way to show or hide it. */
  readonly attentionTable: { readonly isOpen: boolean; toggle(): void };
  readonly lossTable: { readonly isOpen: boolean; toggle(): void };
}

/** The readers' menu: the figure's own entries, and what can be saved, opened and shared of the run. */
export function runMenu(say: TrainerSay, figure: FigureController, actions: RunActions): TemplateResult {
  const save = (format: FileFormat) => async () => {
    const bytes = await actions.save(format);
    if (bytes) figure.download(`${actions.name}.${format}`, new Blob([bytes as BlobPart]));
  };
  const saveLosses = async () => {
    const text = await actions.losses();
    if (text) figure.download(`${actions.name}-loss.csv`, new Blob([text], { type: 'text/csv' }));
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
    figure,
    actions.attentionTable,
    html`<button type="button" @click=${() => lossTable.toggle()}>${say(lossTable.isOpen ? 'hideLosses' : 'showLosses')}</button>
      <button type="button" @click=${saveLosses}>${say('saveLoss')}</button>
      <button type="button" @click=${save('safetensors')}>${say('saveSafetensors')}</button>
      <button type="button" @click=${save('npz')}>${say('saveNpz')}</button>
      <button type="button" @click=${open}>${say('open')}</button>
      <input type="file" accept=".safetensors,.npz" aria-hidden="true" tabindex="-1" @change=${opened} />
      <button type="button" @click=${() => void actions.link().catch(() => {})}>${say('link')}</button>`,
  );
}
