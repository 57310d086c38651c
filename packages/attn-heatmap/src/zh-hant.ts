import { coreZhHant } from '@attn-elements/core/element';
import type { HeatmapOwnSentences } from './strings.js';

const own: HeatmapOwnSentences = {
  name: '注意力熱圖',
  all: '所有頭',
  previous: '上一個頭',
  next: '下一個頭',
  summaryOne: '{title}：{queries} 個查詢，{keys} 個鍵。最大的{quantity}是 {high}，從「{query}」到「{key}」。',
  summaryMany: '{title}：{count} 個頭，每個頭有 {queries} 個查詢、{keys} 個鍵。',
  gridHelp: '方向鍵在格子間移動，n 和 p 依次走過最強的格子，Enter 標記格子，[ 和 ] 切換頭，Esc 返回。',
  headsHelp: '方向鍵在頭之間移動，Enter 打開一個頭。',
  hintHeads: '選擇一個頭即可放大查看。',
  headCell: '{panel}：最強 {weight}，從「{query}」到「{key}」',
  noStrongest: '{panel}：沒有數值',
  largest: '每個像素取其下格子的最大值',
  noNumbers: '儲存格太小，寫不下數值',
  rule: '誰可以注意誰',
  may: '可以注意',
  mayNot: '不可以注意',
  summaryRule: '{title}：{queries} 個查詢，{keys} 個鍵；{total} 對中有 {count} 對可以注意。',
  needsMask:
    '需要 causal、prefix 4、window 4、window 4 dilated 2、window 4 global 1 random 2 seed 7、block 8、documents 5 7、strided 4、length 12 這樣的詞，或 none',
  average: '每個像素取其下格子的平均值',
  pixelMean: '{sentence}；顏色是 {count} 個格子的平均值 {value}',
  pixelLargest: '{sentence}；顏色來自 {count} 個格子中最大的一個，{largest}',
  sums: '各列之和為 {low}',
  sumsBetween: '各列之和在 {low} 與 {high} 之間',
  entropy: '各頭按列熵的平均值（奈特）排列，最集中的在前',
  'first-token': '各頭按落在首個詞元上的份額排列',
  'previous-token': '各頭按落在前一個詞元上的份額排列',
  'same-token': '各頭按落在別處相同詞元上的份額排列',
  induction: '各頭按落在相同詞元先前後繼上的份額排列（歸納）',
};

/** Reasons of failures, by their English. */
const reasons = {
  'several heads are shown, and a cell is in one of them': '顯示的是多個頭，而格子只屬於其中一個',
};

export const heatmapZhHant = { ...coreZhHant, ...own, ...reasons };
