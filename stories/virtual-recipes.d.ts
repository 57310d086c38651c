declare module 'virtual:recipes' {
  /** Recipes of `tests/recipes` by the names of their folders, with the texts of their files. */
  const recipes: Readonly<
    Record<string, import('../tests/recipes/recipe.js').Recipe & { readonly files: Readonly<Record<string, string>> }>
  >;
  export default recipes;
}
