import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { analyze } from '../analysis';
import type { Language } from '../document/document';
import { claimRecord, problemRecords } from './claims';
import { usage } from './usage';

/** Answers documents line by line, in order, each as soon as it is done. Exit code 0 unless the usage is wrong. */
export async function runBatch(
  args: readonly string[],
  input: Readable,
  output: Writable,
  err: (text: string) => void,
): Promise<number> {
  const other = args.filter((a) => a !== '--batch');
  if (other.length > 0) {
    err(`rederive check --batch takes no other arguments: “${other[0] ?? ''}”.\n\n${usage}`);
    return 2;
  }
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    if (!output.write(`${JSON.stringify(answer(line))}\n`)) await once(output, 'drain');
  }
  return 0;
}

function answer(line: string): Record<string, unknown> {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    return { id: null, error: 'This line is not JSON.', claims: [] };
  }
  if (typeof request !== 'object' || request === null || Array.isArray(request))
    return { id: null, error: 'This line is not a JSON object.', claims: [] };
  const { id, language, text } = request as Record<string, unknown>;
  const named = typeof id === 'string' ? id : null;
  if (named === null) return { id: null, error: 'The object has no “id” that is a string.', claims: [] };
  if (!isLanguage(language)) return { id: named, error: '“language” must be "markdown" or "latex".', claims: [] };
  if (typeof text !== 'string') return { id: named, error: '“text” must be a string.', claims: [] };
  try {
    const analysis = analyze({ text, language });
    return {
      id: named,
      claims: analysis.claims.map((c) => claimRecord(c, analysis)),
      problems: problemRecords(analysis),
    };
  } catch (error) {
    return {
      id: named,
      error: `Checking stopped: ${error instanceof Error ? error.message : String(error)}`,
      claims: [],
    };
  }
}

function isLanguage(value: unknown): value is Language {
  return value === 'markdown' || value === 'latex';
}
