/**
 * Leaves out the codecs that zarrita brings as WebAssembly in text, 1.5 MB: those that core registers in their place (`data/zarr/codecs.ts`)
 * unpack the same.
 */
export const leanZarr = () => ({
  name: 'lean-zarr',
  transform: (code, id) =>
    /[\\/]zarrita[\\/].*[\\/]codecs\.js$/.test(id)
      ? { code: code.replace(/import\("numcodecs\/\w+"\)/g, 'Promise.resolve({})'), map: null }
      : null,
});
