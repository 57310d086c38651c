import { coreZhHans } from '@attn-elements/core/element';

// Loaded where the page is in this language.
export const zhHans = {
  ...coreZhHans,
  name: '一个头的注意力',
  summary: '{title}：{queries} 个查询 × {keys} 个键。',
  gridHelp: '方向键在单元格间移动，n 和 p 依次到最强的单元格，回车标记单元格，[ 和 ] 切换头。',
};
