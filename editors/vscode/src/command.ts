import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";

/** The endings of programs: on Windows those that need no shell. */
const endings = process.platform === "win32" ? [".exe"] : [""];

/**
 * The command that a setting names, or else the one on the `PATH`; none where
 * there is no such program.
 */
export function command(
  setting: string,
  folder: string | undefined,
  path = process.env.PATH ?? "",
): string | undefined {
  const named = setting.trim();
  if (named === "") {
    const folders = path.split(delimiter).filter((entry) => isAbsolute(entry));
    const places = folders.flatMap((entry) =>
      endings.map((ending) => join(entry, `clauselint${ending}`)),
    );
    return places.find(isProgram);
  }
  const home = named.startsWith("~/") ? join(homedir(), named.slice(2)) : named;
  const whole = isAbsolute(home) || folder === undefined ? home : join(folder, home);
  return isProgram(whole) ? whole : undefined;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
