/** Module that Svelte's compiler imports in place of `$state(…)`. */
declare module 'svelte/internal/client' {
  export function proxy<T>(value: T): T;
}

/** Vue for a browser, without what a bundler would fill in. */
declare module '@vue/reactivity/dist/reactivity.esm-browser.js' {
  export * from '@vue/reactivity';
}
