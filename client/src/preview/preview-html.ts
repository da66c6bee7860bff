export interface PreviewPageSources {
  /** The webview's own origin, as its `cspSource` tells. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Unguessable, new for each page. */
  readonly nonce: string;
}

/** The empty page of the preview: one script and one style sheet, nothing from elsewhere, no text of a user's. */
export function previewHtml({ cspSource, scriptUri, styleUri, nonce }: PreviewPageSources): string {
  const policy = [
    "default-src 'none'",
    `style-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>P3 Preview</title>
<link rel="stylesheet" href="${escapeAttribute(styleUri)}">
</head>
<body>
<script nonce="${escapeAttribute(nonce)}" src="${escapeAttribute(scriptUri)}"></script>
</body>
</html>
`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
