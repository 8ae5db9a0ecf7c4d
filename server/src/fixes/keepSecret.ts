import type { FixesFor } from './fix';

/**
 * Takes a secret out of the spec: into the editor's secret storage, or into an environment variable.
 * @param name of the secret
 * @param value what is kept
 * @param textWith what stands in the spec, from the placeholder
 */
export function keepSecret(
  name: string,
  value: string,
  textWith: (placeholder: string) => string,
): FixesFor {
  const variable = name.toUpperCase();
  return (_, { start, end }) => {
    const write = (placeholder: string) => [{ start, end, newText: textWith(placeholder) }];
    return [
      {
        title: `Move the value to secret storage as \`${name}\``,
        edits: write(`\${secret:${name}}`),
        isSafe: false,
        isPreferred: true,
        secret: { name, value },
      },
      {
        title: `Read it from the environment variable \`${variable}\``,
        edits: write(`\${env:${variable}}`),
        isSafe: false,
        isPreferred: true,
      },
    ];
  };
}
