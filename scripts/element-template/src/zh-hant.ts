import { coreZhHant } from '@attn-elements/core/element';

// Loaded where the page is in this language.
export const zhHant = {
  ...coreZhHant,
  name: '一個頭的注意力',
  summary: '{title}：{queries} 個查詢 × {keys} 個鍵。',
  gridHelp: '方向鍵在儲存格間移動，n 和 p 依次到最強的儲存格，Enter 標記儲存格，[ 和 ] 切換頭。',
};
