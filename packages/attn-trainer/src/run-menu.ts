import { html, type TemplateResult } from 'lit';
import type { FileFormat } from './files/checkpoint.js';
import type { Words } from './strings.js';

export interface RunActions {
  save(format: FileFormat): Promise<Uint8Array | null>;
  csv(): Promise<string | null>;
  load(file: Blob): Promise<void>;
  link(): Promise<void>;
  /** What files are called. */
  readonly name: string;
}

/** The readers' menu: what can be saved, opened and shared of a run. */
export function runMenu(say: (name: Words) => string, actions: RunActions): TemplateResult {
  const choose = (act: () => void) => (event: Event) => {
    const menu = (event.currentTarget as Element).closest('details')!;
    menu.open = false;
    menu.querySelector('summary')!.focus();
    act();
  };
  const save = (format: FileFormat) =>
    choose(async () => {
      const bytes = await actions.save(format);
      if (bytes) download(new Blob([bytes as BlobPart]), `${actions.name}.${format}`);
    });
  const csv = choose(async () => {
    const text = await actions.csv();
    if (text !== null) download(new Blob([text], { type: 'text/csv' }), `${actions.name}-loss.csv`);
  });
  const opened = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (file) void actions.load(file);
  };
  const closed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') choose(() => {})(event);
  };
  return html`<details class="menu" part="menu">
    <summary aria-label=${say('menu')} title=${say('menu')}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d="M3 7h2v2H3zM7 7h2v2H7zM11 7h2v2h-2z" fill="currentColor"></path>
      </svg>
    </summary>
    <div class="menu-list" @keydown=${closed}>
      <button type="button" @click=${save('safetensors')}>${say('saveSafetensors')}</button>
      <button type="button" @click=${save('npz')}>${say('saveNpz')}</button>
      <button type="button" @click=${csv}>${say('saveLoss')}</button>
      <button type="button" @click=${(event: Event) => (event.currentTarget as Element).parentElement!.querySelector('input')!.click()}>
        ${say('open')}
      </button>
      <input type="file" accept=".safetensors,.npz" aria-hidden="true" tabindex="-1" @change=${opened} />
      <button type="button" @click=${choose(() => void actions.link().catch(() => {}))}>${say('link')}</button>
    </div>
  </details>`;
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
