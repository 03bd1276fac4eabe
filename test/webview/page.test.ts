import { expect, test } from 'vitest';
import { schedulePage } from '../../src/client/schedulePage';

test('the page lets nothing run but the script with its nonce, and nothing load but the panel itself', () => {
  const page = schedulePage({ script: 's.js', style: 's.css', resources: 'https://panel', nonce: 'abc' });
  expect(page).toContain(
    `content="default-src 'none'; style-src https://panel; font-src https://panel; script-src 'nonce-abc'"`,
  );
  expect(page).toContain('<script nonce="abc" src="s.js"></script>');
  expect(page).not.toMatch(/unsafe|style="|<style| on[a-z]+=/);
});
