import { entryAt, removal } from './entries';
import type { FixesFor } from './fix';

/** Takes out the entry whose key is marked. */
export const removeKey: FixesFor = ({ root, text }, { start }) => {
  const holding = entryAt(root, start);
  if (holding === undefined) return [];
  const { key } = holding.entry;
  return [
    {
      title: `Remove \`${text.slice(key.start, key.end)}\``,
      edits: [removal(text, holding, holding.map === root)],
      isSafe: false,
      isPreferred: true,
    },
  ];
};
