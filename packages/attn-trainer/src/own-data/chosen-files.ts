import type { PictureFiles } from '../corpus/picture-files.js';

/** A file that a reader chose, and the folder that it was in; '' where that is not known. */
export interface ChosenFile {
  readonly file: File;
  readonly folder: string;
}

/** Data that files are; or, where they are none, the name of the sentence that says why. */
export type ChosenData = { readonly data: File | PictureFiles } | { readonly refused: 'chooseOne' | 'chooseFolders' };

const isPicture = ({ type, name }: File): boolean =>
  type.startsWith('image/') || /\.(png|jpe?g|webp|gif|bmp|avif)$/i.test(name);

/** Files that programs leave in folders, and nobody means. */
const isHidden = ({ name }: File): boolean => name.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(name);

/** A file chosen by itself, or within a folder: `webkitRelativePath` is `animals/cat/1.png` then. */
export const chosenFile = (file: File, path: string = file.webkitRelativePath): ChosenFile => ({
  file,
  folder: path.split('/').at(-2) ?? '',
});

/**
 * Pictures, each labelled by the name of its folder, or one file of a table or of arrays. Pictures without a folder have no label, and
 * of several tables none is the one.
 */
export function chosenData(chosen: readonly ChosenFile[]): ChosenData {
  const files = chosen.filter(({ file }) => !isHidden(file));
  const pictures = files.filter(({ file }) => isPicture(file));
  if (pictures.length === 0) return files.length === 1 ? { data: files[0].file } : { refused: 'chooseOne' };
  const folders = new Set(pictures.map(({ folder }) => folder));
  if (folders.has('') || folders.size < 2) return { refused: 'chooseFolders' };
  return { data: { images: pictures.map(({ file }) => file), labels: pictures.map(({ folder }) => folder) } };
}
