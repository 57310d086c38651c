import type { OutputSentences } from './output-strings.js';

export const outputZhHans: OutputSentences = {
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
