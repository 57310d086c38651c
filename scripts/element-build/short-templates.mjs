/** Takes out comments, and the white space that CSS has for its readers; what is quoted stays. */
const shortCss = (text) =>
  text
    .replace(/("[^"]*"|'[^']*')|\/\*[^]*?\*\//g, (_, quoted = '') => quoted)
    .replace(
      /("[^"]*"|'[^']*')|\s*;?\s*(\})\s*|\s*([{;])\s*|([:,])\s+|\s+/g,
      (_, quoted, end, mark, between) => quoted ?? end ?? mark ?? between ?? ' ',
    );

/** Any white space is one space to HTML; whether there is some is kept. */
const shortMarkup = (text) => text.replace(/\s+/g, ' ');

const byTag = { css: shortCss, html: shortMarkup, svg: shortMarkup };

/** Lines end only directives, but are kept all the same: a device's message names them. */
const shortShader = (text) => text.replace(/\n\s+/g, '\n');

/** Takes the indentation out of styles, markup and, in modules `*.glsl`, shaders: minifiers leave templates as they are. */
export function shortTemplates() {
  return {
    name: 'short-templates',
    transform(code, id) {
      const isShader = /\.glsl\.[jt]s$/.test(id);
      if (!isShader && !/\b(css|html|svg)\s*`/.test(code)) return null;
      const edits = [];
      const visit = (node, short) => {
        if (Array.isArray(node)) {
          for (const one of node) visit(one, short);
          return;
        }
        if (typeof node?.type !== 'string') return;
        if (node.type === 'TemplateElement' && short) edits.push([node, short(node.value.raw)]);
        const tagged = node.type === 'TaggedTemplateExpression' && byTag[node.tag.name];
        for (const key of Object.keys(node)) {
          // The holes of a template hold code again.
          const inside = key === 'quasis' ? short : key === 'quasi' ? tagged || null : isShader ? shortShader : null;
          visit(node[key], inside);
        }
      };
      visit(this.parse(code), isShader ? shortShader : null);
      let result = code;
      for (const [{ start, value }, text] of edits.sort(([a], [b]) => b.start - a.start)) {
        const at = code.indexOf(value.raw, start);
        result = result.slice(0, at) + text + result.slice(at + value.raw.length);
      }
      return result;
    },
  };
}
