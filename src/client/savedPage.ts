export interface SavedPageInput {
  readonly script: string;
  readonly style: string;
  /** The fonts that the style sheet asks for, by the address that it uses. */
  readonly fonts: ReadonlyMap<string, Uint8Array>;
  /** What the panel reads as its own state. */
  readonly state: unknown;
  /** Classes of the body. */
  readonly theme: string;
  /** Custom properties of the theme, by name. */
  readonly colours: Readonly<Record<string, string>>;
}

/** The addresses of fonts in a style sheet, as they are written there. */
export function fontAddresses(style: string): readonly string[] {
  return [...new Set([...style.matchAll(/url\("?([^")]+\.woff2)"?\)/g)].map(([, address]) => address ?? ''))];
}

/**
 * The panel as a page of its own: code, styles, fonts and state lie in it, and it loads nothing. Everything that is not plain text is encoded,
 * so that no content can end an element.
 */
export function savedPage({ script, style, fonts, state, theme, colours }: SavedPageInput): string {
  let complete = style;
  for (const [address, bytes] of fonts) {
    complete = complete.replaceAll(address, `data:font/woff2;base64,${Buffer.from(bytes).toString('base64')}`);
  }
  const properties = Object.entries(colours)
    .filter(([name, value]) => /^--[\w-]+$/.test(name) && !/[{};<>]/.test(value))
    .map(([name, value]) => `${name}:${value};`)
    .join('');
  const policy = "default-src 'none'; script-src data:; style-src data:; font-src data:";
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rematerialization Schedule</title>
<link rel="stylesheet" href="${data('text/css', `:root{${properties}}${complete}`)}">
</head>
<body class="${theme.replace(/[^\w -]/g, '')}">
<div id="rederive-panel"></div>
<script type="application/json" id="rederive-state">${JSON.stringify(state).replaceAll('<', '\\u003c')}</script>
<script src="${data('text/javascript', script)}"></script>
</body>
</html>
`;
}

function data(type: string, text: string): string {
  return `data:${type};charset=utf-8;base64,${Buffer.from(text, 'utf8').toString('base64')}`;
}
