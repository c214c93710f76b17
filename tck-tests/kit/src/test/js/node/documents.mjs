import { readFile } from "node:fs/promises";

const DOCS = new URL("../../../../../../docs/", import.meta.url);

/** The script in a document (its name without an ending) that has some text in it, as a reader would copy it. */
export async function documented(name, text) {
  const document = await readFile(new URL(`${name}.md`, DOCS), "utf8");
  const scripts = [...document.matchAll(/^```js\n(.*?)^```$/gms)].map(([, script]) => script);
  const found = scripts.filter((script) => script.includes(text));
  if (found.length !== 1) throw new Error(`${found.length} scripts of ${name}.md have "${text}" in them, not one`);
  return found[0];
}
