// Writes the verdicts that are found now under the lines of documents: npm run annotate FILE...
// For new documents in test/documents; every line that it writes is then read and judged by a person.
import { readFileSync, writeFileSync } from 'node:fs';
import { annotate } from '../test/annotated';

for (const file of process.argv.slice(2)) {
  writeFileSync(file, annotate(readFileSync(file, 'utf8'), file.endsWith('.tex') ? 'latex' : 'markdown'));
}
