export interface SchedulePageInput {
  readonly script: string;
  readonly style: string;
  /** The source that the editor serves the panel's files from. */
  readonly resources: string;
  /** Fresh for every page: only the script with it runs. */
  readonly nonce: string;
}

/** The page of the schedule panel. Nothing is loaded but the panel's own files, and no script or style stands in the page itself. */
export function schedulePage({ script, style, resources, nonce }: SchedulePageInput): string {
  const policy = [
    "default-src 'none'",
    `style-src ${resources}`,
    `font-src ${resources}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Rematerialization Schedule</title>
</head>
<body>
<div id="rederive-panel"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
