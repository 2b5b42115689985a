// Which program is run.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "clauselint-"));
const built = join(folder, "command.mjs");
await build({
  entryPoints: [new URL("../src/command.ts", import.meta.url).pathname],
  outfile: built,
  bundle: true,
  format: "esm",
  platform: "node",
});
const { command } = await import(built);

const program = join(folder, process.platform === "win32" ? "clauselint.exe" : "clauselint");
writeFileSync(program, "");
chmodSync(program, 0o755);

test("a setting counts before the path", () => {
  assert.equal(command(program, undefined, ""), program);
  assert.equal(command(join(folder, "none"), undefined, folder), undefined);
});

test("a relative setting is seen from the workspace folder", () => {
  assert.equal(command("./clauselint", folder, ""), program);
});

test("else the path is searched, and no relative part of it", () => {
  assert.equal(command(" ", undefined, ["", ".", "/nowhere", folder].join(delimiter)), program);
  assert.equal(command("", folder, "."), undefined);
  assert.equal(command(folder, undefined, ""), undefined);
});
