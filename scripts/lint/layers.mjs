// The import directions of the architecture as a lint rule: what each folder of src/ may import, directly or through others.
import { relative, resolve, dirname, sep } from 'node:path';

const text = ['text'];
const tex = [...text, 'tex'];
const documents = [...tex, 'document'];
const formula = [...tex, 'formula'];
const statement = [...documents, 'formula', 'statement'];
const model = [...statement, 'kernel', 'model'];
const check = [...model, 'schedule', 'check'];
const analysis = [...check, 'analysis'];

/** Folder (or file without its ending) of src/ → the folders that it may import besides itself. */
export const layers = {
  text: [],
  tex: text,
  document: tex,
  formula: tex,
  statement: [...documents, ...formula],
  kernel: [],
  schedule: [],
  model: [...statement, 'kernel'],
  check: [...model, 'schedule'],
  analysis: check,
  // From the layers below the analysis: the vocabulary of what it holds.
  features: [...documents, 'check/verdict', 'analysis'],
  protocol: ['check/verdict', 'schedule/convention', 'schedule/strategy'],
  // The files around a document, for those who have a disk.
  disk: documents,
  server: [...documents, 'check/verdict', 'analysis', 'features', 'protocol', 'disk'],
  client: ['protocol', 'webview/messages'],
  webview: ['protocol', 'schedule'],
  cli: [...analysis, 'features', 'disk'],
};

/** These decide or describe; the same code runs in a web worker. */
export const pureLayers = [
  'text',
  'tex',
  'document',
  'formula',
  'statement',
  'kernel',
  'schedule',
  'model',
  'check',
  'analysis',
  'features',
];

export const layerRule = {
  meta: {
    type: 'problem',
    docs: { description: 'layers import only what the architecture allows' },
    schema: [{ type: 'object', properties: { root: { type: 'string' } }, additionalProperties: false }],
    messages: {
      direction: '`{{from}}` may not import `{{to}}`: it may import {{allowed}}.',
      unknown: '`{{from}}` is no layer of the architecture; add it to scripts/lint/layers.mjs.',
    },
  },
  create(context) {
    const root = resolve(context.options[0]?.root ?? 'src');
    const from = layerOf(root, context.filename);
    if (from === undefined) return {};
    const allowed = layers[from];

    function check(node, source) {
      if (!source || typeof source.value !== 'string' || !source.value.startsWith('.')) return;
      if (allowed === undefined) return context.report({ node, messageId: 'unknown', data: { from } });
      const target = inside(root, resolve(dirname(context.filename), source.value));
      const to = target === undefined ? source.value : target.split('/')[0];
      if (to === from || allowed.includes(to) || (target !== undefined && allowed.includes(target))) return;
      context.report({
        node,
        messageId: 'direction',
        data: { from, to: target ?? to, allowed: allowed.join(', ') || 'nothing of ours' },
      });
    }

    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal),
    };
  },
};

function layerOf(root, file) {
  return inside(root, file)?.split('/')[0]?.replace(/\.ts$/, '');
}

function inside(root, file) {
  const path = relative(root, file).split(sep).join('/');
  return path.startsWith('..') ? undefined : path;
}
