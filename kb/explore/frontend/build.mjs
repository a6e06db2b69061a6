// Bundles each file of entries/ into ../static/vendor/, with the licences of what it holds beside it.
import { build } from "esbuild";
import { readFile, readdir, writeFile } from "node:fs/promises";

const OUT = new URL("../static/vendor/", import.meta.url);

async function bundle() {
  const entries = (await readdir(new URL("entries/", import.meta.url))).filter((name) => name.endsWith(".js")).sort();
  const { metafile } = await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: entries.map((name) => `entries/${name}`),
    outdir: "../static/vendor",
    bundle: true, minify: true, format: "esm", target: "es2022", charset: "utf8",
    legalComments: "none", metafile: true, logLevel: "warning",
  });
  return Object.keys(metafile.inputs);
}

// The folders of the packages that files of the bundles come from.
function packagesOf(inputs) {
  const names = inputs.map((path) => path.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]);
  return [...new Set(names.filter(Boolean))].sort();
}

async function licence(folder) {
  const here = new URL(`${folder}/`, import.meta.url);
  const about = JSON.parse(await readFile(new URL("package.json", here), "utf8"));
  const file = (await readdir(here)).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? await readFile(new URL(file, here), "utf8") : `Licence: ${about.license}`;
  return `${about.name} ${about.version} (${about.license})\n\n${text.trim()}\n`;
}

const texts = await Promise.all(packagesOf(await bundle()).map(licence));
await writeFile(new URL("licences.txt", OUT), texts.join(`\n${"-".repeat(80)}\n\n`));
