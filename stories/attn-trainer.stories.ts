import '@attn-elements/attn-trainer/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

const meta: Meta = { title: 'Elements/attn-trainer', component: 'attn-trainer' };

export default meta;

export const OneHead: StoryObj = {
  render: () => html`<attn-trainer heading="Two words" data="[[1, 0], [0.5, 0.5]]"></attn-trainer>`,
};
