import { type Preview, setCustomElementsManifest } from '@storybook/web-components-vite';

type Manifest = { modules: unknown[] };

// Every element package's manifest feeds the argument tables, also of those that come later.
const manifests = import.meta.glob<Manifest>('../../packages/*/custom-elements.json', {
  eager: true,
  import: 'default',
});
setCustomElementsManifest({
  schemaVersion: '1.0.0',
  modules: Object.values(manifests).flatMap(({ modules }) => modules),
});

/** Rows of what a reader of the manual can set, or style: parts, events and the properties’ other names stand in the READMEs’ tables. */
const shownRows = ['attributes', 'css custom properties', 'slots'];

const preview: Preview = {
  argTypesEnhancers: [
    ({ argTypes }) =>
      Object.fromEntries(
        Object.entries(argTypes).filter(([, { table }]) => !table?.category || shownRows.includes(table.category)),
      ),
  ],
  tags: ['autodocs'],
  globalTypes: {
    theme: {
      description: 'Colour scheme',
      toolbar: {
        title: 'Theme',
        icon: 'contrast',
        items: [
          { value: 'light', title: 'Light', icon: 'sun' },
          { value: 'dark', title: 'Dark', icon: 'moon' },
        ],
        dynamicTitle: true,
      },
    },
    locale: {
      description: 'Language of the elements',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        items: [
          { value: 'en', title: 'English' },
          { value: 'zh-Hans', title: '简体中文' },
          { value: 'zh-Hant', title: '繁體中文' },
        ],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { theme: 'light', locale: 'en' },
  parameters: {
    layout: 'padded',
    controls: { expanded: true },
    a11y: { test: 'error' },
    backgrounds: { disable: true },
    options: {
      storySort: {
        order: ['Start here', 'Recipes', 'Tutorials', '教程', 'Gallery', 'Guides', 'Elements', 'Operations', '*'],
      },
    },
  },
  decorators: [
    (story, { globals }) => {
      document.documentElement.lang = globals.locale as string;
      document.documentElement.style.colorScheme = globals.theme as string;
      return story();
    },
  ],
};

export default preview;
