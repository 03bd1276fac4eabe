// The packaged server as other editors start it: a process that speaks over its standard input and output.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node.js';
import { within } from './launcher/workbench.mjs';

/** One case; answers what passed and what failed. */
export async function stdioCases({ extensionsFolder }) {
  const name = 'the server works over standard input and output';
  try {
    await talk(extensionsFolder);
    return { passed: [name], failed: [] };
  } catch (error) {
    return {
      passed: [],
      failed: [{ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }],
    };
  }
}

async function talk(extensionsFolder) {
  const extension = readdirSync(extensionsFolder).find((folder) => folder.startsWith('rederive.rederive-'));
  const server = spawn(process.execPath, [join(extensionsFolder, extension, 'dist', 'server.js'), '--stdio']);
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  try {
    const diagnosed = new Promise((resolve) => connection.onNotification('textDocument/publishDiagnostics', resolve));
    connection.listen();
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
    await connection.sendNotification('initialized', {});
    const textDocument = { uri: 'file:///homework.md', languageId: 'markdown', version: 1, text: '$2 + 2 = 5$' };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    const { diagnostics } = await within(20_000, diagnosed, () => 'the server sent no diagnostics');
    if (diagnostics.length !== 1) throw new Error(`it sent ${JSON.stringify(diagnostics)}`);
    const hover = await connection.sendRequest('textDocument/hover', {
      textDocument,
      position: { line: 0, character: 9 },
    });
    if (!/data:image\/svg/.test(hover?.contents?.value ?? '')) throw new Error(`it answered ${JSON.stringify(hover)}`);
    const ended = new Promise((resolve) => server.once('exit', resolve));
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    const code = await within(10_000, ended, () => 'the server did not end');
    if (code !== 0) throw new Error(`it ended with code ${code}`);
  } finally {
    connection.dispose();
    server.kill();
  }
}
