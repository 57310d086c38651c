import { partSentences, type SayPart } from '@attn-elements/core/element';

const en = {
  output: 'Output: Σ weight · value',
  dimension: 'Dimension',
  summary: 'Its output has {queries} queries by {width} dimensions, from {low} to {high}.',
  gridHelp: 'Arrow keys move between outputs, n and p through the largest, Enter marks one.',
  hint: 'Point at an output or a query to read its sum.',
  ofQuery: 'Output of {query} = {sum}',
  ofCell: '{query}, dimension {dimension}: {sum} = {value}',
  headCell: '{panel}: largest output {value}, of {query} in dimension {dimension}',
  more: '… ({count} more)',
  missing: 'There is no output to show: the data have no values beside the attention.',
  unweighted: 'There is no output to show: values are summed by weights, and scores are shown.',
  rolled: 'There is no output to show: values belong to one head, and several are rolled up.',
};

type Strings = Record<keyof typeof en, string>;

const zhHans: Strings = {
  output: '输出：Σ 权重 · 值',
  dimension: '维度',
  summary: '其输出有 {queries} 个查询、{width} 维，从 {low} 到 {high}。',
  gridHelp: '方向键在各输出间移动，n 和 p 依次走过最大的输出，回车标记一个。',
  hint: '指向某个输出或查询，即可读出它的加权和。',
  ofQuery: '“{query}”的输出 = {sum}',
  ofCell: '“{query}”，第 {dimension} 维：{sum} = {value}',
  headCell: '{panel}：最大的输出 {value}，在“{query}”的第 {dimension} 维',
  more: '……（另有 {count} 项）',
  missing: '没有可显示的输出：数据中注意力之外没有值（values）。',
  unweighted: '没有可显示的输出：值按权重求和，而这里显示的是分数。',
  rolled: '没有可显示的输出：值属于单个头，而这里合并了多个头。',
};

const zhHant: Strings = {
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

/** A sentence on outputs with its details. */
export type SayOutput = SayPart<keyof typeof en>;

/** Sentences on the output of attention; pages add those of a language under `output`. */
export const sayOutput = partSentences<keyof typeof en>('output', en, { 'zh-Hans': zhHans, 'zh-Hant': zhHant });
