import { type FileFormat, fileFormats } from '../files/checkpoint.js';
import { refuse } from '../tasks/settings.js';

/**
 * Forms in which a run leaves for other programs: its PyTorch program alone, the same with weights and data in a zip archive, the
 * weights as safetensors for that program's class, the model as ONNX, and its curves, weights and attention for TensorBoard.
 */
export const exportFormats = ['python', 'pytorch', 'weights', 'onnx', 'tensorboard'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Forms of a saved run: those that can be gone on from, and those for other programs. */
export type SavedFormat = FileFormat | ExportFormat;

/** Whether a form is for other programs. Throws `bad-option` of a form that there is not. */
export function isForOthers(format: SavedFormat): format is ExportFormat {
  if (exportFormats.some((name) => name === format)) return true;
  if (fileFormats.some((name) => name === format)) return false;
  throw refuse('format', format, 'needsWord', { choices: [...fileFormats, ...exportFormats] });
}
