import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import type { CellDetail } from '@attn-elements/attn-heatmap';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <attn-heatmap src="weights.json" (attn-select)="say($event)"></attn-heatmap>
    <p>{{ said() }}</p>
    <attn-heatmap [data]="weights"></attn-heatmap>
  `,
})
export class App {
  readonly said = signal('');
  readonly weights = { attention: [[1, 0], [0.25, 0.75]], tokens: ['a', 'cat'] };

  say({ detail }: CustomEvent<CellDetail>) {
    this.said.set(`${detail.queryToken} attends to ${detail.keyToken}`);
  }
}
