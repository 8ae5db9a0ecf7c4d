/** By this the comment is found again: the first line of `cekura-agent plan --format markdown`. */
const marker = '<!-- cekura-agent plan -->';

/**
 * Writes the one comment of a pull request that has its plan.
 *
 * @param {string} body begins with the marker
 * @param {number} pullRequest its number
 * @param {{ isNew: boolean }} options whether a comment is written where there is none yet
 * @throws {Error} when GitHub refuses
 */
export async function writeComment(body, pullRequest, { isNew }) {
  const repository = `/repos/${process.env.GITHUB_REPOSITORY}`;
  const comments = `${repository}/issues/${pullRequest}/comments`;
  const known = await findComment(comments);
  if (known) await github('PATCH', `${repository}/issues/comments/${known.id}`, { body });
  else if (isNew) await github('POST', comments, { body });
}

/** @param {string} comments */
async function findComment(comments) {
  for (let page = 1; ; page += 1) {
    const found = await github('GET', `${comments}?per_page=100&page=${page}`);
    // Anybody may write the marker.
    const own = found.find(({ body, user }) => user?.type === 'Bot' && body?.startsWith(marker));
    if (own || found.length < 100) return own;
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 */
async function github(method, path, body) {
  const response = await fetch(`${process.env.GITHUB_API_URL}${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${process.env.ACTION_TOKEN}`,
      'x-github-api-version': '2022-11-28',
    },
    redirect: 'error',
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${method} ${path}.`);
  return response.json();
}
