export default function (config) {
  config.addPassthroughCopy('js');
  config.addPassthroughCopy('data');
}
