import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path/posix';

/** The targets of links and pictures; what has a scheme lies elsewhere. */
const target = /\]\((?![a-z]+:)([^)\s]+)\)|(?:src|href|srcset)="(?![a-z]+:)([^"\s]+)"/g;
const heading = /^#+ (.+)$/gm;
const code = /^```[\s\S]*?^```|`[^`\n]*`/gm;

/**
 * The links and pictures of a Markdown file that lead to no file of this repository, or to no heading
 * of it, each as `file: target`.
 * @param path of the Markdown file, from the root of the repository
 */
export async function brokenLinks(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8');
  const targets = [...text.replaceAll(code, '').matchAll(target)].map(
    ([, link, attribute]) => link ?? attribute ?? '',
  );
  const works = await Promise.all(targets.map((each) => leadsSomewhere(path, each)));
  return targets.filter((_, index) => !works[index]).map((each) => `${path}: ${each}`);
}

async function leadsSomewhere(from: string, link: string): Promise<boolean> {
  const [file = '', anchor] = link.split('#');
  const path = file === '' ? from : join(dirname(from), file);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'EISDIR' ? '' : undefined,
  );
  return text !== undefined && (anchor === undefined || anchorsOf(text).has(anchor));
}

/** The anchors that GitHub gives the headings of a text. */
function anchorsOf(text: string): Set<string> {
  const titles = [...text.matchAll(heading)].map(([, title = '']) => title);
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
