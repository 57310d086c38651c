import { coreChinese } from '@attn-elements/core/element';

// Loaded where the page is in Chinese.
export const zhHans = {
  ...coreChinese['zh-Hans'],
  name: '一个头的注意力',
  summary: '{title}：{queries} 个查询 × {keys} 个键。',
  gridHelp: '方向键在单元格间移动，n 和 p 依次到最强的单元格，回车标记单元格，[ 和 ] 切换头。',
};

export const zhHant = {
  ...coreChinese['zh-Hant'],
  name: '一個頭的注意力',
  summary: '{title}：{queries} 個查詢 × {keys} 個鍵。',
  gridHelp: '方向鍵在儲存格間移動，n 和 p 依次到最強的儲存格，Enter 標記儲存格，[ 和 ] 切換頭。',
};
