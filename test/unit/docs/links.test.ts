import { glob } from 'tinyglobby';
import { expect, test } from 'vitest';
import { brokenLinks } from '../../../scripts/markdownLinks';

const pages = await glob(['*.md', 'cli/*.md', 'docs/**/*.md', '.github/**/*.md'], { dot: true });

test.each(pages)('the links of %s lead to files and headings that are there', async (page) => {
  expect(await brokenLinks(page)).toEqual([]);
});
