import '@attn-elements/pe-plot/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

const meta: Meta = { title: 'Elements/pe-plot', component: 'pe-plot' };

export default meta;

export const OneHead: StoryObj = {
  render: () => html`<pe-plot heading="Two words" data="[[1, 0], [0.5, 0.5]]"></pe-plot>`,
};
