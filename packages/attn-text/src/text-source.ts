import type { TensorFile, TensorSource } from '@attn-elements/core/data';
import { lazy, type ComputedSettings, openSource, type SourceOptions } from '@attn-elements/core/element';

/** Contents of a file, to be read as text: a document where it has `word_weights`, attention or a vector otherwise. */
export async function openText(
  file: TensorFile,
  options: SourceOptions,
  settings: ComputedSettings,
): Promise<TensorSource> {
  const isLeveled = file.has('word_weights') && /^(word_weights)?$/.test(options.array ?? '');
  if (!isLeveled) return openSource(file, options, settings);
  const { openDocument } = await lazy(() => import('./open-document.js'));
  return openDocument(file, options.batch ?? 0, options.tokens ?? null);
}
