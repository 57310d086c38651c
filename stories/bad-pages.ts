/** Pages at fault as text of the manual: what was written, and what is seen, photographed by `scripts/bad-page-pictures.mjs`. */
const written = import.meta.glob<string>('./bad-pages/*.{md,html}', { eager: true, query: '?raw', import: 'default' });
const pictures = import.meta.glob<string>('./bad-pages/*.png', { eager: true, query: '?url', import: 'default' });

interface Told {
  readonly en: string;
  readonly zh: string;
}

interface BadPage {
  readonly title: Told;
  /** What is seen, and what to write in its place. */
  readonly why: Told;
}

/** By the names of their files, in the order of the manual. */
const pages: Readonly<Record<string, BadPage>> = {
  'self-closed.html': {
    title: { en: 'A tag that closes itself, in HTML', zh: 'HTML 中自闭合的标签' },
    why: {
      en: 'What follows has become the tag’s content. A sentence says so, and the content is shown under the figure, where a heading, two paragraphs or another figure are in it; one paragraph may be there to stand in for the figure, and is hidden. JSX, MDX, Vue and Svelte close the tag for you.',
      zh: '其后的内容成了标签的子元素。若其中有标题、两个以上的段落或另一幅图，会有一句话说明，内容显示在图下；只有一个段落时，它可能是图的备用内容，会被隐藏。JSX、MDX、Vue 和 Svelte 会替你闭合。',
    },
  },
  'tag-over-lines.md': {
    title: { en: 'A tag over several lines, in Markdown', zh: 'Markdown 中写成多行的标签' },
    why: {
      en: 'The tag’s text and an empty quotation: the element never came to be, and can say nothing. Write it on one line, or inside `<div>`; MDX, Pandoc and MyST take it as it is.',
      zh: '标签的文字和一段空的引用：元素根本没有产生，也就无法说明。请写在一行，或放在 `<div>` 里；MDX、Pandoc 和 MyST 可以这样写。',
    },
  },
  'block-caption.md': {
    title: { en: 'A paragraph as the caption', zh: '用段落作说明文字' },
    why: {
      en: 'Markdown has put the tag into a paragraph, and a paragraph ends the one around it: the caption stands after the figure, as text of the page, and is in no saved figure. Write `<span slot="caption">`.',
      zh: 'Markdown 把标签放进了段落，而段落会结束外面的段落：说明文字成了图后的正文，也不会出现在保存的图里。请写 `<span slot="caption">`。',
    },
  },
  'late-caption.md': {
    title: { en: 'A caption after an empty line', zh: '空行之后的说明文字' },
    why: {
      en: 'No caption: Markdown has put it into a paragraph, which the figure takes for what stands in for it. Keep it on the tag’s line.',
      zh: '没有说明文字：Markdown 把它放进了段落，图把这个段落当作备用内容。请与标签写在一行。',
    },
  },
  'cleaned.md': {
    title: { en: 'A place where HTML is cleaned', zh: 'HTML 会被清理的地方' },
    why: {
      en: 'Comments, wikis and notebooks take the tag out; some leave its content. The cleaner has to let `attn-*` and `pe-plot` through (DOMPurify: `CUSTOM_ELEMENT_HANDLING`; rehype-sanitize: `tagNames`), else a picture does: `npx @attn-elements/render weights.json -o figure.svg`.',
      zh: '评论、维基和笔记本会去掉标签，有的会留下其中的内容。清理程序要放行 `attn-*` 和 `pe-plot`（DOMPurify：`CUSTOM_ELEMENT_HANDLING`；rehype-sanitize：`tagNames`），否则可以用图片：`npx @attn-elements/render weights.json -o figure.svg`。',
    },
  },
  'misspelt.html': {
    title: { en: 'An attribute that is misspelt', zh: '写错的属性名' },
    why: {
      en: 'The figure, without what the attribute was to do, and under it the name that was probably meant.',
      zh: '图还在，只是这个属性不起作用；图下写出大概想写的名称。',
    },
  },
};

/** Every page at fault in Markdown, in a language. */
export function badPagesText(language: 'en' | 'zh'): string {
  return Object.entries(pages)
    .map(([file, { title, why }]) => {
      const [name, kind] = file.split('.');
      const fenced = `\`\`\`\`${kind}\n${written[`./bad-pages/${file}`].trimEnd()}\n\`\`\`\``;
      const picture = `![${title[language]}](${pictures[`./bad-pages/${name}.png`]})`;
      return [`### ${title[language]}`, fenced, picture, why[language]].join('\n\n');
    })
    .join('\n\n');
}
