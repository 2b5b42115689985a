import { commands, env, type ExtensionContext, Uri, window, workspace } from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
} from "vscode-languageclient/node";
import { command } from "./command";

const installation = "https://github.com/clauselint/clauselint#readme";
/** What policies are written in. Which of them are policies the server tells. */
const languages = ["markdown", "mdx", "html", "plaintext"];

let client: LanguageClient | undefined;
/** Starts and stops follow each other, whoever asks for them. */
let queue: Promise<void> = Promise.resolve();

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("clauselint");
  const restart = (): Promise<void> => {
    queue = queue.then(stop).then(start).catch(failed);
    return queue;
  };
  const failed = (error: unknown): void => {
    output.appendLine(String(error));
    void window.showErrorMessage(`clauselint cannot be started: ${String(error)}`);
  };
  const start = async (): Promise<void> => {
    const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
    const setting = workspace.getConfiguration("clauselint").get("path", "");
    const program = command(setting, folder);
    if (program === undefined) {
      void explain(setting);
      return;
    }
    const server: ServerOptions = { command: program, args: ["lsp"] };
    const options: LanguageClientOptions = {
      documentSelector: languages.flatMap((language) => [
        { scheme: "file", language },
        { scheme: "untitled", language },
      ]),
      initializationOptions: settings(),
      outputChannel: output,
    };
    client = new LanguageClient("clauselint", "clauselint", server, options);
    await client.start();
  };
  context.subscriptions.push(
    output,
    commands.registerCommand("clauselint.restart", restart),
    commands.registerCommand("clauselint.showOutput", () => {
      output.show();
    }),
    workspace.onDidChangeConfiguration((change) => {
      // The server asks for the others.
      if (change.affectsConfiguration("clauselint.path")) {
        void restart();
      }
    }),
    workspace.onDidGrantWorkspaceTrust(() => void restart()),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await queue.then(stop);
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose();
}

/** What the server takes of the settings. */
function settings(): Record<string, unknown> {
  const own = workspace.getConfiguration("clauselint");
  const names = ["configuration", "packs", "select", "extendSelect", "ignore"];
  return Object.fromEntries(names.map((name) => [name, own.get(name)]));
}

/** Says that there is no command, and what to do about it. */
async function explain(setting: string): Promise<void> {
  const where = setting === "" ? "on the PATH" : `at "${setting}"`;
  const [install, choose] = ["How to install it", "Set its path"];
  const answer = await window.showErrorMessage(
    `There is no clauselint ${where}. Install it, for example with cargo, or set "clauselint.path"; then restart the server.`,
    install,
    choose,
  );
  if (answer === install) {
    await env.openExternal(Uri.parse(installation));
  } else if (answer === choose) {
    await commands.executeCommand("workbench.action.openSettings", "clauselint.path");
  }
}
