import { expect, test } from 'vitest';
import { fontAddresses, savedPage } from '../../src/client/savedPage';
import { schedulePage } from '../../src/client/schedulePage';

test('the page lets nothing run but the script with its nonce, and nothing load but the panel itself', () => {
  const page = schedulePage({ script: 's.js', style: 's.css', resources: 'https://panel', nonce: 'abc' });
  expect(page).toContain(
    `content="default-src 'none'; style-src https://panel; font-src https://panel; script-src 'nonce-abc'"`,
  );
  expect(page).toContain('<script nonce="abc" src="s.js"></script>');
  expect(page).not.toMatch(/unsafe|style="|<style| on[a-z]+=/);
});

test('the fonts of a style sheet are found once each', () => {
  const style =
    '@font-face{src:url("./fonts/A.woff2") format("woff2")}@font-face{src:url(./fonts/B.woff2)}a{b:url("./fonts/A.woff2")}';
  expect(fontAddresses(style)).toEqual(['./fonts/A.woff2', './fonts/B.woff2']);
});

test('nothing in the state or the theme can break out of a saved page', () => {
  const page = savedPage({
    script: 'go("</script>")',
    style: 'a{src:url("./f.woff2")}',
    fonts: new Map([['./f.woff2', Uint8Array.of(1, 2, 3)]]),
    state: { title: '</script><script>alert(1)</script>' },
    theme: 'vscode-dark" onload="alert(1)',
    colours: { '--vscode-foreground': '#ccc', '--vscode-bad': 'red;} body{', other: '#000' },
  });
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).toContain('<body class="vscode-dark onloadalert1">');
  expect(page).toContain('"title":"\\u003c/script>\\u003cscript>alert(1)\\u003c/script>"');
  const [, style = ''] = /href="data:text\/css;charset=utf-8;base64,([^"]*)"/.exec(page) ?? [];
  expect(Buffer.from(style, 'base64').toString('utf8')).toBe(
    ':root{--vscode-foreground:#ccc;}a{src:url("data:font/woff2;base64,AQID")}',
  );
});
