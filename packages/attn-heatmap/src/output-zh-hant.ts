import type { OutputSentences } from './output-strings.js';

export const outputZhHant: OutputSentences = {
  output: '輸出：Σ 權重 · 值',
  dimension: '維度',
  summary: '其輸出有 {queries} 個查詢、{width} 維，從 {low} 到 {high}。',
  gridHelp: '方向鍵在各輸出間移動，n 和 p 依次走過最大的輸出，Enter 標記一個。',
  hint: '指向某個輸出或查詢，即可讀出它的加權和。',
  ofQuery: '「{query}」的輸出 = {sum}',
  ofCell: '「{query}」，第 {dimension} 維：{sum} = {value}',
  headCell: '{panel}：最大的輸出 {value}，在「{query}」的第 {dimension} 維',
  more: '……（另有 {count} 項）',
  missing: '沒有可顯示的輸出：資料中注意力之外沒有值（values）。',
  unweighted: '沒有可顯示的輸出：值按權重求和，而這裡顯示的是分數。',
  rolled: '沒有可顯示的輸出：值屬於單個頭，而這裡合併了多個頭。',
};
