/** Model as Python: its constants, its classes, and how it is called. */
export interface ModelCode {
  /** Lines that name what its classes are made with. */
  readonly constants: readonly string[];
  /** Functions and classes, each as one text; the last class is `Model`. */
  readonly parts: readonly string[];
  /** Arrays of a batch that the model is called with, in their order. */
  readonly inputs: readonly string[];
  /** Whole numbers of an example's input, of a batch of one, where they have texts. */
  readonly read?: string;
}
